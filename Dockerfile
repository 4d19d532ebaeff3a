FROM python:3.13-slim AS build
WORKDIR /src
COPY pyproject.toml README.md LICENSE ./
COPY lighton_mcp lighton_mcp
RUN python -m venv /venv && /venv/bin/pip install --no-cache-dir .

FROM python:3.13-slim
LABEL io.modelcontextprotocol.server.name="io.github.lighton-mcp/lighton-mcp"
COPY --from=build /venv /venv
# nobody: nothing is written, and keys come with `docker run -e`.
USER 65534:65534
ENTRYPOINT ["/venv/bin/lighton-mcp"]
CMD ["serve"]

"""What `lighton-mcp` costs, beside what people would use instead: `python -m benchmarks`."""

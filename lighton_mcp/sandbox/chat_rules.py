"""What OVHcloud accepts as a chat request (contract, sections 4, 6, 8, 10 and 12), stricter where it is not known."""

from __future__ import annotations

import base64
import binascii
import json
from collections.abc import Callable, Iterator
from typing import Any

from .http import Recorded, Response, json_response
from .prompt import parts_of
from .wire import to_json

ALLOWED = frozenset(
    {
        "model",
        "messages",
        "max_tokens",
        "temperature",
        "top_p",
        "stop",
        "seed",
        "stream",
        "stream_options",
        "tools",
        "tool_choice",
        "response_format",
        "reasoning_effort",
    }
)
TEXT_BYTES, VISION_BYTES = 2_000_000, 10_000_000
_GATEWAY_EFFORTS = ("none", "high", "medium", "low", "minimal")  # in the order of the gateway's own message
_EFFORTS = {
    "gpt-oss-120b": ("low", "medium", "high"),
    "gpt-oss-20b": ("low", "medium", "high"),
    "Qwen3.8-27B": ("none", "medium", "low"),
    "Qwen3.6-27B": _GATEWAY_EFFORTS,
    "Qwen3.5-397B-A17B": ("none", "low", "medium", "high"),
    "Qwen3.5-9B": ("none", "low", "medium", "high"),
}
_VISION = frozenset(
    {
        "Qwen3.8-27B",
        "Qwen3.6-27B",
        "Qwen3.5-397B-A17B",
        "Qwen3.5-9B",
        "Qwen2.5-VL-72B-Instruct",
        "Mistral-Small-3.2-24B-Instruct-2506",
    }
)
_NO_TOOLS = frozenset({"Qwen2.5-VL-72B-Instruct", "Qwen3Guard-Gen-8B", "Qwen3Guard-Gen-0.6B"})
_ROLES = ("system", "user", "assistant", "tool")
_HOTTEST = 1.8
_IMAGES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"RIFF")


class Refused(Exception):
    """A request that the service refuses; carries the response."""

    def __init__(self, response: Response) -> None:
        super().__init__(response.status)
        self.response = response


def gateway(status: int, message: str, *, wrapped: bool) -> Refused:
    """Return a refusal of the gateway, in either of its two shapes."""
    return Refused(json_response({"error": {"message": message}} if wrapped else {"message": message}, status))


def model_refusal(message: str, status: int = 400) -> Refused:
    """Return a refusal of the model's template."""
    return Refused(json_response({"error": {"message": message}}, status))


def not_deserialized(message: str) -> Refused:
    """Return the gateway's plain-text 422."""
    text = f"Failed to deserialize the JSON body into the target type: {message}"
    return Refused(Response(422, {"content-type": "text/plain; charset=utf-8"}, text.encode()))


def reasons(model: str) -> bool:
    """Return whether a model thinks before it answers."""
    return model in _EFFORTS


def checked(request: Recorded, chat_models: set[str], *, wrapped: bool) -> dict[str, Any]:
    """Return the body of a chat request.

    Raises:
        Refused: the service would not take it.
    """
    if request.size > VISION_BYTES:
        raise gateway(413, "length limit exceeded", wrapped=wrapped)
    if "application/json" not in request.headers.get("content-type", ""):
        text = b"Expected request with `Content-Type: application/json`"
        raise Refused(Response(415, {"content-type": "text/plain; charset=utf-8"}, text))
    try:
        body = request.json()
    except ValueError:
        text = b"Failed to parse the request body as JSON"
        raise Refused(Response(400, {"content-type": "text/plain; charset=utf-8"}, text)) from None
    if not isinstance(body, dict):
        raise not_deserialized("invalid type, expected struct ChatCompletionRequest")
    _check_parameters(body, wrapped=wrapped)
    if request.size > TEXT_BYTES and body["model"] not in _VISION:
        raise gateway(413, "length limit exceeded", wrapped=wrapped)
    if body["model"] not in chat_models:
        error = {"message": f"The model `{body['model']}` does not exist.", "code": 404}
        raise Refused(json_response({"error": error}, 404))
    _check_effort(body)
    _check_messages(body["messages"], body["model"])
    if body.get("tools") and body["model"] in _NO_TOOLS:
        raise model_refusal("This model does not support tools.")
    if (body.get("response_format") or {}).get("type", "text") != "text":
        raise model_refusal("The sandbox writes text only: response_format must be text.")
    return body


def _check_parameters(body: dict[str, Any], *, wrapped: bool) -> None:
    if "max_tokens" in body and "max_completion_tokens" in body:
        message = "Setting 'max_tokens' and 'max_completion_tokens' at the same time is not supported."
        raise gateway(400, message, wrapped=wrapped)
    if body.get("parallel_tool_calls") is False:
        raise gateway(400, "feature 'parallel_tool_calls=false' is not currently supported", wrapped=wrapped)
    if extra := {name: value for name, value in body.items() if name not in ALLOWED}:
        message = f"feature 'extra arguments: {to_json(extra).decode()}' is not currently supported"
        raise gateway(400, message, wrapped=wrapped)
    for name, problem in _wrong_types(body):
        raise not_deserialized(f"{name}: {problem}")
    if body.get("stream_options") is not None and not body.get("stream"):
        raise gateway(400, "Stream options can only be defined when `stream=True`", wrapped=wrapped)


def _wrong_types(body: dict[str, Any]) -> Iterator[tuple[str, str]]:
    def number(value: Any) -> bool:
        return isinstance(value, (int, float)) and not isinstance(value, bool)

    checks: dict[str, Callable[[Any], Any]] = {
        "model": lambda value: isinstance(value, str),
        "messages": lambda value: isinstance(value, list) and value and all(isinstance(one, dict) for one in value),
        "max_tokens": lambda value: isinstance(value, int) and not isinstance(value, bool) and value > 0,
        "temperature": lambda value: number(value) and 0 <= value <= _HOTTEST,
        "top_p": lambda value: number(value) and 0 < value <= 1,
        "stop": lambda value: isinstance(value, (str, list)),
        "seed": lambda value: isinstance(value, int),
        "stream": lambda value: isinstance(value, bool),
        "stream_options": lambda value: isinstance(value, dict),
        "tools": lambda value: isinstance(value, list) and all(map(_is_tool, value)),
        "tool_choice": lambda value: (
            value in {"auto", "none", "required"} if isinstance(value, str) else _is_tool(value)
        ),
        "response_format": lambda value: isinstance(value, dict),
        "reasoning_effort": lambda value: isinstance(value, str),
    }
    for name, right in checks.items():
        required = name in {"model", "messages"}
        if body.get(name) is None and not required:
            continue
        if not right(body.get(name)):
            yield name, "missing field" if name not in body else "invalid value"


def _is_tool(value: Any) -> bool:
    function = value.get("function") if isinstance(value, dict) else None
    return isinstance(function, dict) and value.get("type") == "function" and isinstance(function.get("name"), str)


def _check_effort(body: dict[str, Any]) -> None:
    effort, model = body.get("reasoning_effort"), body["model"]
    if effort is None:
        return
    if effort not in _GATEWAY_EFFORTS:
        named = ", ".join(f"`{one}`" for one in _GATEWAY_EFFORTS)
        raise not_deserialized(f"reasoning_effort: unknown variant `{effort}`, expected one of {named}")
    if effort not in _EFFORTS.get(model, ()):
        supported = ", ".join(_EFFORTS.get(model, ())) or "none of them for this model"
        raise model_refusal(f"Unexpected reasoning effort {effort}. Supported types are {supported}.")


def _check_messages(messages: list[dict[str, Any]], model: str) -> None:
    open_calls: set[str] = set()
    for index, message in enumerate(messages):
        role = message.get("role")
        if role not in _ROLES:
            raise not_deserialized(f"messages[{index}].role: unknown variant `{role}`")
        if role == "system" and index:
            raise model_refusal("System message must be at the beginning")
        _check_content(message, index, model)
        if role == "assistant":
            open_calls = _calls(message, index)
            if len(open_calls) > 1 and "Llama" in model:
                raise model_refusal("This model only supports single tool-calls at once!")
        elif role == "tool":
            answered = str(message.get("tool_call_id"))
            if answered not in open_calls:
                raise model_refusal("A tool message must answer a tool call of the assistant message before it.")
            open_calls.discard(answered)
        elif open_calls:
            raise model_refusal("Each tool call must be answered before the conversation goes on.")


def _calls(message: dict[str, Any], index: int) -> set[str]:
    """Return the identifiers of an assistant message's tool calls; arguments are JSON text (contract, section 8)."""
    found = set()
    for call in message.get("tool_calls") or []:
        try:
            json.loads(call["function"]["arguments"])
            found.add(call["id"])
        except (KeyError, TypeError, ValueError):
            raise not_deserialized(f"messages[{index}].tool_calls: invalid value") from None
    return found


def _check_content(message: dict[str, Any], index: int, model: str) -> None:
    content = message.get("content")
    if content is None and message["role"] == "assistant":
        return
    if not isinstance(content, (str, list)):
        raise not_deserialized(f"messages[{index}].content: invalid type, expected a string or a list of parts")
    for part in parts_of(message):
        kind = part.get("type") if isinstance(part, dict) else None
        if kind == "text" and isinstance(part.get("text"), str):
            continue
        if kind != "image_url" or not isinstance(part.get("image_url"), dict):
            raise not_deserialized(f"messages[{index}].content: unknown part")
        if model not in _VISION:
            raise model_refusal("This model does not accept images.")
        _check_image(str(part["image_url"].get("url", "")))


def _check_image(url: str) -> None:
    head, _, data = url.partition(",")
    if not head.startswith("data:image/") or not head.endswith(";base64"):
        raise model_refusal("Only base64 data URLs are supported for images.")
    try:
        raw = base64.b64decode(data, validate=True)
    except binascii.Error:
        raise model_refusal("The image is not valid base64.") from None
    if not raw.startswith(_IMAGES):
        raise model_refusal("The image cannot be read.")

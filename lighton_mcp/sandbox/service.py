"""Running both services on loopback, inside the caller's event loop."""

from __future__ import annotations

import logging
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from functools import partial
from http import HTTPStatus
from pathlib import Path

import anyio
from anyio.abc import Listener, SocketAttribute, SocketStream, TaskGroup

from .documents import Library, read_catalog
from .folder import read_folder
from .http import Answer, Recorded, Response, json_response, serve_connection
from .index import Index
from .lighton import answer_lighton
from .ovhcloud import answer_ovhcloud
from .routes import method_of
from .state import LIGHTON_KEY, OVHCLOUD_TOKEN, Sandbox
from .wire import envelope

_LOOPBACK = "127.0.0.1"
_Genuine = Callable[[Sandbox, Recorded], Awaitable[Response]]
_log = logging.getLogger(__name__)


@asynccontextmanager
async def run_sandbox(
    documents: Path | None = None,
    *,
    lighton_port: int = 0,
    ovhcloud_port: int = 0,
    lighton_key: str = LIGHTON_KEY,
    ovhcloud_token: str = OVHCLOUD_TOKEN,
    anonymous_limit: int | None = None,
) -> AsyncIterator[Sandbox]:
    """Serve LightOn and OVHcloud on loopback while the context lasts; port 0 takes a free one.

    `documents` is a folder of .md, .txt, .html and .pdf files in place of the shipped documents; `anonymous_limit`
    is the number of chat requests a minute and model without a token, None for no limit.

    Raises:
        NoDocuments: the folder holds nothing that can be read.
        OSError: a port is taken.
    """
    library, index = await anyio.to_thread.run_sync(_load, documents)
    sandbox = Sandbox(library, index, lighton_key, ovhcloud_token, anonymous_limit)
    failure: Exception | None = None
    async with anyio.create_task_group() as group:
        try:
            lighton = await _listen(group, lighton_port, "lighton", sandbox, answer_lighton)
            sandbox.lighton_url = f"http://{_LOOPBACK}:{lighton}"
            ovhcloud = await _listen(group, ovhcloud_port, "ovhcloud", sandbox, answer_ovhcloud)
            sandbox.ovhcloud_url = f"http://{_LOOPBACK}:{ovhcloud}/v1"
            yield sandbox
        except Exception as error:  # noqa: BLE001 - raised again below
            failure = error  # so that the caller meets its own exception, not a group of one
        group.cancel_scope.cancel()
    index.close()
    if failure is not None:
        raise failure


def _load(documents: Path | None) -> tuple[Library, Index]:
    library = read_catalog() if documents is None else read_folder(documents)
    return library, Index(library)


async def _listen(group: TaskGroup, port: int, service: str, sandbox: Sandbox, genuine: _Genuine) -> int:
    listener = await anyio.create_tcp_listener(local_host=_LOOPBACK, local_port=port)
    answer: Answer = partial(_answer, sandbox, genuine)
    bound: int = listener.extra(SocketAttribute.local_port)  # noqa: S610 - a socket's, not a database's
    group.start_soon(
        _accept, listener.listeners[0], partial(serve_connection, service=service, sandbox=sandbox, answer=answer)
    )
    return bound


async def _accept(listener: Listener[SocketStream], handle: Callable[[SocketStream], Awaitable[None]]) -> None:
    async with listener:
        await listener.serve(handle)


async def _answer(sandbox: Sandbox, genuine: _Genuine, request: Recorded) -> Response:
    """Return the reply to a request: the genuine one, damaged or replaced by the fault that is due."""
    if request.route == "unknown":
        return _failure(request.service, HTTPStatus.NOT_FOUND)
    if request.method != method_of(request.service, request.route):
        return _failure(request.service, HTTPStatus.METHOD_NOT_ALLOWED)
    fault = sandbox.next_fault(request.route)
    if fault is not None:
        await anyio.sleep(fault.delay)
        if fault.replaces:
            return fault.damage(fault.reply())
    try:
        response = await genuine(sandbox, request)
    except Exception:  # noqa: BLE001 - one request that breaks must not end the others
        _log.exception("A request to the sandbox failed")
        return _failure(request.service, HTTPStatus.INTERNAL_SERVER_ERROR)
    if request.route != "chat":  # a chat reply is spread over its latency by itself
        await anyio.sleep_until(request.arrived + sandbox.latency[request.route])
    return response if fault is None else fault.damage(response)


def _failure(service: str, status: HTTPStatus) -> Response:
    body = envelope(status) if service == "lighton" else {"error": {"message": status.phrase, "code": status}}
    return json_response(body, status)

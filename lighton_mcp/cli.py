"""The command line: one function a command."""

import argparse
import gc
import os
import sys
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

from lighton_mcp import __version__
from lighton_mcp.settings import Settings, read_settings


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command and return the exit code: 0 done, 1 failed, 2 wrong usage."""
    arguments = _parser().parse_args(argv)
    settings = read_settings(os.environ)
    if getattr(arguments, "sandbox", False):
        settings = replace(settings, sandbox=True)
    run: Callable[[argparse.Namespace, Settings], int] = arguments.run
    try:
        return run(arguments, settings)
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:
        # The reader of our output went away, as `| head` does; a second error at exit would be noise.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1


def _serve(_: argparse.Namespace, settings: Settings) -> int:
    # From here until the server waits, thousands of objects are made and hardly one is garbage: looking for some would
    # cost a tenth of the start. `serve` turns it on again.
    gc.disable()
    from lighton_mcp.stdio import serve

    serve(settings)
    return 0


def _demo(arguments: argparse.Namespace, _: Settings) -> int:
    import anyio

    from lighton_mcp.demo import demo

    return anyio.run(demo, arguments.question, arguments.docs)


def _ask(arguments: argparse.Namespace, settings: Settings) -> int:
    import anyio

    from lighton_mcp.terminal import ask

    return anyio.run(ask, arguments, settings)


def _search(arguments: argparse.Namespace, settings: Settings) -> int:
    import anyio

    from lighton_mcp.terminal import search

    return anyio.run(search, arguments, settings)


def _models(arguments: argparse.Namespace, settings: Settings) -> int:
    import anyio

    from lighton_mcp.terminal import models

    return anyio.run(models, arguments, settings)


def _doctor(arguments: argparse.Namespace, settings: Settings) -> int:
    import anyio

    from lighton_mcp.doctor import doctor

    return anyio.run(doctor, arguments.json, settings)


def _setup(arguments: argparse.Namespace, settings: Settings) -> int:
    from lighton_mcp.setup.run import setup

    return setup(arguments, settings, os.environ)


def _sandbox(arguments: argparse.Namespace, _: Settings) -> int:
    import anyio

    from lighton_mcp.demo import run_alone

    return anyio.run(run_alone, arguments.port, arguments.docs)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="lighton-mcp",
        description="MCP server that answers from a company's documents, with quotations checked by program.",
        epilog="Without a command: serve. Keys and settings come from the environment; `doctor` checks them.",
    )
    parser.add_argument("--version", action="version", version=f"lighton-mcp {__version__}")
    _sandbox_flag(parser)
    parser.set_defaults(run=_serve)
    commands = parser.add_subparsers(title="commands", metavar="")

    serve = commands.add_parser("serve", help="serve MCP on stdin and stdout (the default)")
    _sandbox_flag(serve)
    serve.set_defaults(run=_serve)

    demo = commands.add_parser("demo", help="ask the sample documents, offline and without a key")
    demo.add_argument("question", nargs="?", default="What is our data retention policy?", metavar="QUESTION")
    _docs_option(demo)
    demo.set_defaults(run=_demo)

    ask = commands.add_parser("ask", help="answer a question in the terminal")
    ask.add_argument("question", metavar="QUESTION")
    ask.add_argument("--model", metavar="ID", help="a model of `lighton-mcp models`")
    ask.add_argument(
        "--strategy", choices=("single", "agentic"), default="single", help="search once, or let the model search"
    )
    _scope_options(ask)
    ask.set_defaults(run=_ask, command="ask")

    search = commands.add_parser("search", help="show the passages that match a query")
    search.add_argument("query", metavar="QUERY")
    _scope_options(search)
    search.set_defaults(run=_search, command="search")

    models = commands.add_parser("models", help="show the models that can answer")
    _sandbox_flag(models)
    _json_flag(models)
    models.set_defaults(run=_models)

    doctor = commands.add_parser("doctor", help="check settings, keys and models, and say what to do")
    _json_flag(doctor)
    doctor.set_defaults(run=_doctor)

    setup = commands.add_parser("setup", help="write this server into an assistant's configuration")
    _setup_options(setup)
    setup.set_defaults(run=_setup)

    sandbox = commands.add_parser("sandbox", help="run the two stand-in services alone")
    sandbox.add_argument(
        "--port", type=_port, default=0, metavar="N", help="LightOn on N, OVHcloud on N+1 (default: free ports)"
    )
    _docs_option(sandbox)
    sandbox.set_defaults(run=_sandbox)
    return parser


def _setup_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "client",
        type=_client,
        metavar="CLIENT",
        help="claude-desktop, claude-code, cursor, vscode, windsurf, zed, codex or gemini-cli",
    )
    parser.add_argument("--yes", action="store_true", help="write without asking")
    parser.add_argument("--print", action="store_true", help="print what would stand there, and write nothing")
    parser.add_argument("--remove", action="store_true", help="take this server out again")
    parser.add_argument("--keys", action="store_true", help="write the keys of this environment into the file")
    _sandbox_flag(parser)


def _scope_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--workspace", action="append", metavar="W", help="only this workspace (id or name); repeatable"
    )
    parser.add_argument(
        "--tag", action="append", metavar="T", help="only documents with this tag (id or name); repeatable"
    )
    parser.add_argument("--file", action="append", metavar="ID", help="only this document; repeatable")
    parser.add_argument("--mode", choices=("text", "vision"), default="text", help="search text, or images of pages")
    parser.add_argument(
        "--max-results", type=_max_results, default=5, metavar="N", help="passages, 1 to 50 (default 5)"
    )
    _sandbox_flag(parser)
    _json_flag(parser)


def _sandbox_flag(parser: argparse.ArgumentParser) -> None:
    # SUPPRESS: `lighton-mcp --sandbox serve` must not be undone by the command's own default.
    parser.add_argument(
        "--sandbox",
        action="store_true",
        default=argparse.SUPPRESS,
        help="use sample documents on this machine instead of the cloud",
    )


def _json_flag(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--json", action="store_true", help="print JSON")


def _docs_option(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--docs", type=_folder, metavar="DIR", help="your own .md, .txt, .html and .pdf files instead of the samples"
    )


def _client(value: str) -> str:
    # Known only here: the parser is built at every start of the server.
    from lighton_mcp.setup.clients import CLIENTS

    if value not in CLIENTS:
        raise argparse.ArgumentTypeError(f"must be one of {', '.join(CLIENTS)}")
    return value


def _folder(value: str) -> Path:
    path = Path(value).expanduser()
    if not path.is_dir():
        raise argparse.ArgumentTypeError(f"there is no folder {value}")
    return path


def _port(value: str) -> int:
    if not (value.isascii() and value.isdigit() and 1 <= int(value) <= 65_534):  # noqa: PLR2004
        raise argparse.ArgumentTypeError("must be a number from 1 to 65534")
    return int(value)


def _max_results(value: str) -> int:
    if not (value.isascii() and value.isdigit() and 1 <= int(value) <= 50):  # noqa: PLR2004
        raise argparse.ArgumentTypeError("must be a number from 1 to 50")
    return int(value)

"""Configuration files as people have them: one of each shape, by client."""

ZED = """\
// Zed settings
//
// For information on how to configure Zed, see the Zed
// documentation: https://zed.dev/docs/configuring-zed
{
  "theme": "One Dark", // the one with "quotes" and // slashes
  /* servers of
     several teams */
  "context_servers": {
    // tickets
    "jira": {
      "command": "/opt/jira/bin/jira-mcp", /* absolute */
      "args": [],
      "env": {"JIRA_TOKEN": "other-team's"},
    },
  },
  "buffer_font_size": 15,
}
"""

ZED_WITHOUT_SERVERS = """\
// Zed settings
{
  "ui_font_size": 16,
  "url": "https://example.com/a//b", // not a comment before this
}
"""

VSCODE = """\
{
\t"servers": {
\t\t"github": {
\t\t\t"type": "http",
\t\t\t"url": "https://api.githubcopilot.com/mcp/"
\t\t}
\t},
\t"inputs": []
}
"""

VSCODE_TEMPLATE = """\
{
\t"servers": {},
\t"inputs": []
}"""

CLAUDE_DESKTOP = """\
{
  "globalShortcut": "Alt+Space",
  "mcpServers": {
    "filesystem": {
      "command": "npx",
      "args": ["-y", "@modelcontextprotocol/server-filesystem", "/Users/ana/Dokumente \\u00fc"]
    }
  },
  "scale": 0
}
"""

CLAUDE_CODE = '{"numStartups":41,"mcpServers":{},"projects":{"/srv/a":{"mcpServers":{"lighton":{"command":"x"}}}}}'

CURSOR_WINDOWS = '\ufeff{\r\n    "mcpServers": {\r\n    }\r\n}\r\n'

WINDSURF = '{ "mcpServers": { "b": { "command": "b" }, "a": { "command": "a" } } }\n'

CODEX = """\
# my settings
model = "gpt-6-codex"   # the default
approval_policy = "on-request"

[mcp_servers.context7]  # documentation
command = "npx"
args = [
    "-y",
    "@upstash/context7-mcp",  # pinned elsewhere
]

[mcp_servers.context7.env]
TOKEN = 'a'

[projects."/srv/work"]
trust_level = "trusted"
"""

CODEX_INLINE = 'mcp_servers = { context7 = { command = "npx" } } # one line\nmodel = "o9"\n'

CODEX_SCATTERED = """\
[mcp_servers.a]
command = "a"

[tui]
theme = "dark"

# kept apart on purpose
[mcp_servers.b]
command = "b"
"""

GEMINI = """\
{
  // theme first
  "ui": {"theme": "GitHub"},
  "selectedAuthType": "oauth-personal"
}
"""

SHAPES = [
    ("zed", ZED),
    ("zed", ZED_WITHOUT_SERVERS),
    ("vscode", VSCODE),
    ("vscode", VSCODE_TEMPLATE),
    ("claude-desktop", CLAUDE_DESKTOP),
    ("claude-desktop", "{}"),
    ("claude-code", CLAUDE_CODE),
    ("cursor", CURSOR_WINDOWS),
    ("cursor", ""),
    ("windsurf", WINDSURF),
    ("codex", CODEX),
    ("codex", CODEX_INLINE),
    ("codex", CODEX_SCATTERED),
    ("codex", ""),
    ("gemini-cli", GEMINI),
]
"""A client and what stands in its file before."""

BROKEN = [
    ("claude-desktop", '{\n  "mcpServers": {},\n}\n', "line 3"),
    ("claude-desktop", '{\n  // comments are not read there\n  "mcpServers": {}\n}\n', "line 2"),
    ("cursor", '{\n  "mcpServers": {\n    "a": {}\n    "b": {}\n  }\n}\n', "line 4"),
    ("vscode", '{\n  "servers": {} /* never closed\n}\n', "line 2"),
    ("windsurf", "[1, 2]\n", "something else than an object"),
    ("windsurf", '{"mcpServers": ["a"]}\n', '"mcpServers" holds something else'),
    ("windsurf", '{"mcpServers": {"lighton": {"serverUrl": "https://example.com/mcp"}}}\n', "another server"),
    ("gemini-cli", "[" * 100_000, "nested too deeply"),
    ("codex", 'model = "a"\n[mcp_servers\n', "line 2"),
    ("codex", "mcp_servers = 3\n", '"mcp_servers" holds something else'),
]
"""A client, a file that cannot be changed, and what is said of it."""

// The official TypeScript SDK, in both eras. As `conversation.py`: SCRIPT PART CONFIG, one line of JSON on stdout.
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";
import { createInterface } from "node:readline/promises";

const [part, json] = process.argv.slice(2);
const config = JSON.parse(json);
// Installed elsewhere: an import is looked up from this file, not from the working folder.
const { resolve } = createRequire(`${config.modules}/`);
const { Client } = await import(pathToFileURL(resolve("@modelcontextprotocol/client")));
const { StdioClientTransport } = await import(pathToFileURL(resolve("@modelcontextprotocol/client/stdio")));

const QUESTION = "What is our data retention policy?";
const { command, args, env, era } = config;
const client = new Client({ name: "typescript-talk", version: "1" }, { versionNegotiation: { mode: era } });
await client.connect(new StdioClientTransport({ command, args, env }));

async function talk() {
  const progress = [];
  const { prompts } = await client.listPrompts().catch(() => ({ prompts: [] }));
  const searched = await client.callTool({ name: "lighton_search", arguments: { query: QUESTION } });
  const asked = await client.callTool(
    { name: "grounded_answer", arguments: { question: QUESTION } },
    { onprogress: ({ message }) => progress.push(message) },
  );
  const refused = await client.callTool({ name: "lighton_search", arguments: { query: "" } });
  const read = await client.readResource({ uri: "ovhcloud://models" });
  const got = prompts.length
    ? await client.getPrompt({ name: prompts[0].name, arguments: { question: QUESTION } })
    : null;
  return {
    tools: (await client.listTools()).tools.map((tool) => tool.name),
    search: { text: searched.content[0].text, structured: searched.structuredContent },
    answer: { text: asked.content[0].text, structured: asked.structuredContent },
    progress,
    error: refused.isError ? refused.content[0].text : null,
    resource: read.contents[0].text,
    prompt: got ? got.messages[0].content.text : null,
  };
}

async function hang() {
  const controller = new AbortController();
  const call = client.callTool(
    { name: "lighton_search", arguments: { query: QUESTION } },
    { signal: controller.signal },
  );
  const lines = createInterface({ input: process.stdin });
  lines.once("line", () => controller.abort());
  const cancelled = await call.then(() => false, () => controller.signal.aborted);
  lines.close();
  return { cancelled };
}

const seen = await { talk, hang }[part]();
await client.close();
console.log(JSON.stringify(seen));

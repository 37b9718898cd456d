// Reads Slack app manifests as JSON, one a line, and writes what Slack's own types mind about each as one JSON
// list of words a line.
import { createInterface } from "node:readline";
import ts from "typescript";

const lines = [];
for await (const line of createInterface({ input: process.stdin })) lines.push(line);

const name = (number) => `${process.cwd()}/manifest-${number}.ts`;
const sources = new Map(
  lines.map((line, number) => [
    name(number),
    `import type { AppsManifestValidateArguments } from "@slack/web-api";\n` +
      `export const manifest: AppsManifestValidateArguments["manifest"] = ${line};\n`,
  ]),
);
const options = {
  strict: true,
  noEmit: true,
  skipLibCheck: true,
  target: ts.ScriptTarget.ES2022,
  module: ts.ModuleKind.NodeNext,
  moduleResolution: ts.ModuleResolutionKind.NodeNext,
};
const host = ts.createCompilerHost(options);
const { fileExists, getSourceFile } = host;
host.fileExists = (file) => sources.has(file) || fileExists(file);
host.getSourceFile = (file, target) =>
  sources.has(file) ? ts.createSourceFile(file, sources.get(file), target) : getSourceFile(file, target);

const program = ts.createProgram([...sources.keys()], options, host);
for (const file of sources.keys()) {
  const found = ts.getPreEmitDiagnostics(program, program.getSourceFile(file));
  console.log(JSON.stringify(found.map((each) => ts.flattenDiagnosticMessageText(each.messageText, " "))));
}

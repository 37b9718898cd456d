// Reads manifests of Teams apps as JSON, one a line, and writes what Microsoft's own JSON Schema for the
// manifest's version minds about each, as one JSON list of words a line.
import { createInterface } from "node:readline";
import { createRequire } from "node:module";

const load = createRequire(import.meta.url);
const Ajv = load("ajv-draft-04").default;
const withFormats = load("ajv-formats").default;

for await (const line of createInterface({ input: process.stdin })) {
  const manifest = JSON.parse(line);
  const version = manifest.manifestVersion;
  const schema = load(`@microsoft/app-manifest/build/json-schemas/teams/v${version}/MicrosoftTeams.schema.json`);
  const ajv = new Ajv({ allErrors: true, strict: false });
  withFormats(ajv);
  const check = ajv.compile(schema);
  const problems = check(manifest) ? [] : check.errors.map((each) => `${each.instancePath} ${each.message}`);
  console.log(JSON.stringify(problems));
}

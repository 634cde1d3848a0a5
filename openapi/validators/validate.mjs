// Is the document an OpenAPI document? Asked of a validator that knows nothing of our rules.
import { readFileSync } from "node:fs";
import { Validator } from "@seriousme/openapi-schema-validator";

const document = new URL("../rowhouse.json", import.meta.url);
const validator = new Validator();
const result = await validator.validate(JSON.parse(readFileSync(document, "utf8")));
if (!result.valid) {
  console.error(`openapi/rowhouse.json is not valid: ${JSON.stringify(result.errors, null, 2)}`);
  process.exit(1);
}
console.log(`openapi/rowhouse.json is valid OpenAPI ${validator.version} (openapi-schema-validator)`);

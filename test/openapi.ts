import { type ErrorObject, Ajv2020 as Validator } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { parse } from 'yaml';

/*
 * Holds requests and answers against a carrier's OpenAPI 3 document, more strictly than the document itself: a field
 * that it does not declare is a fault too, which is how a misspelled one is found.
 */

/** What is sent. */
interface SentRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
}

/** What comes back. */
interface Answer {
  readonly status: number;
  readonly body: string;
}

/** An OpenAPI document, ready to be held against. Each answers with one line per fault, `*` for any index. */
export interface OpenApi {
  faultsOfRequest(request: SentRequest): readonly string[];
  faultsOfAnswer(request: SentRequest, answer: Answer): readonly string[];
}

type Json = Readonly<Record<string, unknown>>;

/** Reads a document in JSON or YAML. */
export function openApi(text: string): OpenApi {
  const document = asObject(parse(text));
  const checks = new Map<unknown, (value: unknown) => readonly string[]>();

  function faultsOf(schema: unknown, value: unknown, at: string): readonly string[] {
    let check = checks.get(schema);
    if (check === undefined) {
      check = checkOf(closed(document, schema), isDeclaredText(at));
      checks.set(schema, check);
    }
    return check(value).map((fault) => `${at}${fault}`);
  }

  function operationOf({ method, url }: SentRequest): { readonly operation: Json; readonly path: Json } | undefined {
    const { pathname } = new URL(url);
    for (const [template, item] of Object.entries(asObject(document.paths))) {
      const operation = asObject(asObject(item)[method.toLowerCase()]);
      for (const server of serversOf(document, asObject(item), operation)) {
        const names = [...template.matchAll(/\{(\w+)\}/g)].map(([, name]) => name ?? '');
        const values = new RegExp(`^${server}${template.replaceAll(/\{\w+\}/g, '([^/]+)')}$`).exec(pathname)?.slice(1);
        if (values === undefined || Object.keys(operation).length === 0) continue;
        return { operation, path: Object.fromEntries(names.map((name, index) => [name, values[index]])) };
      }
    }
    return undefined;
  }

  return {
    faultsOfRequest(request) {
      const found = operationOf(request);
      if (found === undefined) return [`${request.method} ${new URL(request.url).pathname} is not declared`];
      const { operation, path } = found;
      const query = Object.fromEntries(new URL(request.url).searchParams);
      const faults: string[] = [];
      const declared = new Set<string>();
      for (const parameter of asList(operation.parameters).map((each) => asObject(resolved(document, each)))) {
        const name = String(parameter.name);
        const held = { path, query, header: lowerCased(request.headers) }[String(parameter.in)];
        const value = held?.[parameter.in === 'header' ? name.toLowerCase() : name];
        declared.add(`${parameter.in} ${name}`);
        if (value !== undefined) faults.push(...faultsOf(parameter.schema, value, `${parameter.in}.${name}`));
        else if (parameter.required === true) faults.push(`${parameter.in}.${name} is required`);
      }
      for (const name of Object.keys(query)) {
        if (!declared.has(`query ${name}`)) faults.push(`query.${name} is not declared`);
      }
      return [...new Set([...faults, ...faultsOfBody(operation, request)])];
    },

    faultsOfAnswer(request, { status, body }) {
      const responses = asObject(operationOf(request)?.operation.responses);
      const response = asObject(resolved(document, responses[status] ?? responses[`${Math.floor(status / 100)}XX`]));
      const schema = asObject(asObject(response.content)['application/json']).schema;
      if (Object.keys(response).length === 0) return [`status ${status} is not declared`];
      if (schema === undefined) return body === '' ? [] : [`status ${status} has no body declared`];
      return [...new Set(faultsOf(schema, JSON.parse(body), 'body'))];
    },
  };

  function faultsOfBody(operation: Json, { headers, body }: SentRequest): readonly string[] {
    const declared = asObject(resolved(document, operation.requestBody));
    if (body === undefined) return declared.required === true ? ['body is required'] : [];
    const type = (lowerCased(headers)['content-type'] ?? '').split(';', 1)[0] ?? '';
    const content = asObject(declared.content);
    if (!Object.hasOwn(content, type)) return [`body of type ${type || 'none'} is not declared`];
    const isForm = type === 'application/x-www-form-urlencoded';
    const value: unknown = isForm ? Object.fromEntries(new URLSearchParams(body)) : JSON.parse(body);
    return faultsOf(asObject(content[type]).schema, value, isForm ? 'form' : 'body');
  }
}

/** Holds a value against a plain JSON Schema, closed in the same way. */
export function jsonSchemaFaults(text: string, pointer = ''): (body: string) => readonly string[] {
  const document = asObject(parse(text));
  const check = checkOf(closed(document, pointer === '' ? document : at(document, pointer)), false);
  return (body) => [...new Set(check(JSON.parse(body)).map((fault) => `body${fault}`))];
}

function lowerCased(headers: Readonly<Record<string, string>>): Readonly<Record<string, string | undefined>> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
}

/** Parameters and form fields are texts, whatever type they stand for. */
function isDeclaredText(place: string): boolean {
  return !place.startsWith('body');
}

function checkOf(schema: unknown, coerce: boolean): (value: unknown) => readonly string[] {
  const validator = new Validator({
    strict: false,
    allErrors: true,
    coerceTypes: coerce,
    validateFormats: true,
    unicodeRegExp: false,
    logger: false,
  });
  addFormats.default(validator);
  const validate = validator.compile(asObject(schema));
  // A parameter alone cannot be coerced in place: it hangs in an object.
  return (value) => (validate(value) ? [] : ofNearest(validate.errors ?? []).map(wordsOf));
}

/** Of alternatives that all failed, the faults of the one that failed least. */
function ofNearest(errors: readonly ErrorObject[]): readonly ErrorObject[] {
  let kept = errors;
  for (const { keyword, schemaPath } of errors) {
    if (keyword !== 'oneOf' && keyword !== 'anyOf') continue;
    const branches = new Map<string, number>();
    const branchOf = (error: ErrorObject): string | undefined =>
      error.schemaPath.startsWith(`${schemaPath}/`)
        ? error.schemaPath.slice(schemaPath.length + 1).split('/')[0]
        : undefined;
    for (const branch of kept.flatMap((error) => branchOf(error) ?? []))
      branches.set(branch, (branches.get(branch) ?? 0) + 1);
    const [nearest] = [...branches].toSorted(([, a], [, b]) => a - b)[0] ?? [];
    kept = kept.filter((error) => (branchOf(error) ?? nearest) === nearest);
  }
  return kept;
}

function wordsOf({ instancePath, keyword, message, params }: ErrorObject): string {
  const place = instancePath.replaceAll(/\/\d+(?=\/|$)/g, '/*').replaceAll('/', '.');
  const undeclared: unknown = params.unevaluatedProperty ?? params.additionalProperty;
  return undeclared === undefined ? `${place} ${keyword}: ${message}` : `${place}.${undeclared} is not declared`;
}

function serversOf(document: Json, item: Json, operation: Json): readonly string[] {
  const servers = [operation, item, document].map(({ servers }) => asList(servers)).find((list) => list.length > 0);
  const paths = (servers ?? []).map((server) => new URL(String(asObject(server).url), 'https://x.example').pathname);
  return [...new Set([...paths.map((path) => path.replace(/\/$/, '')), ''])];
}

/**
 * A schema of OpenAPI 3.0 as JSON Schema 2020-12: references inlined, `nullable` as a type, and every object closed to
 * fields that it does not declare. Where a schema holds itself, the inner one is open.
 */
function closed(document: Json, schema: unknown, within: readonly unknown[] = [], isPart = false): unknown {
  if (typeof schema === 'boolean') return schema;
  const target = resolved(document, schema);
  if (within.includes(target)) return {};
  const { nullable, example: _, examples: __, $defs: ___, $schema: ____, ...kept } = asObject(target);
  const inner = [...within, target];
  const out: Record<string, unknown> = { ...kept };
  // Alternatives that stand alone are closed each; what goes together is closed as a whole.
  const standAlone = !isPart && kept.properties === undefined && kept.allOf === undefined;
  for (const key of ['allOf', 'anyOf', 'oneOf']) {
    if (!Array.isArray(kept[key])) continue;
    out[key] = kept[key].map((part) => closed(document, part, inner, key === 'allOf' || !standAlone));
  }
  for (const key of ['items', 'additionalProperties', 'not']) {
    if (typeof kept[key] === 'object') out[key] = closed(document, kept[key], inner, key === 'not');
  }
  if (kept.properties !== undefined) {
    const properties = Object.entries(asObject(kept.properties));
    out.properties = Object.fromEntries(properties.map(([name, each]) => [name, closed(document, each, inner)]));
  }
  const isObject = kept.properties !== undefined || kept.allOf !== undefined;
  // A part closed by its document refuses what the other parts declare; one left open lets everything through.
  if (isPart && typeof kept.additionalProperties === 'boolean') delete out.additionalProperties;
  if (isObject && !isPart && typeof kept.additionalProperties !== 'object') {
    delete out.additionalProperties;
    out.unevaluatedProperties = false;
  }
  // OpenAPI 3.0 says whether the bound itself is excluded; JSON Schema gives the excluded bound.
  for (const [flag, bound] of [
    ['exclusiveMinimum', 'minimum'],
    ['exclusiveMaximum', 'maximum'],
  ] as const) {
    if (typeof kept[flag] !== 'boolean') continue;
    delete out[flag];
    if (kept[flag] === true) out[flag] = kept[bound];
  }
  return nullable === true ? { anyOf: [{ type: 'null' }, out] } : out;
}

function resolved(document: Json, value: unknown): unknown {
  const reference = asObject(value).$ref;
  return typeof reference === 'string' ? resolved(document, at(document, reference)) : value;
}

function at(document: Json, pointer: string): unknown {
  const steps = pointer.replace(/^#?\//, '').split('/');
  return steps.reduce<unknown>(
    (value, step) => asObject(value)[decodeURIComponent(step).replaceAll('~1', '/').replaceAll('~0', '~')],
    document,
  );
}

function asObject(value: unknown): Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : {};
}

function asList(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

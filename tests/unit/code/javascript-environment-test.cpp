// Which environment variables JavaScript needs, and which it only asks for.

#include <doctest/doctest.h>

#include "support/code-trace.h"

using cumulint::test::compare_trace;
using cumulint::test::trace_facts;

#define CHECK_TRACE(name, text) CHECK(compare_trace(name, text) == "")

TEST_CASE("used as if it were there") {
  CHECK_TRACE("index.js", R"js(
const { A } = process.env;
//      ^ needs A
const { env } = require('node:process');
const list = process.env.B.split(',');
//           ^ needs B
const fee = Number(process.env.C);
//                 ^ needs C
const url = `https://${process.env['D']}/x`;
//                     ^ needs D
const unused = process.env.E;
//             ^ reads E
exports.handler = async () => {
  console.log(env.F);
  //          ^ reads F
  return { a: A, list, fee, url };
};
)js");
}

TEST_CASE("defaults, tests and comparisons") {
  CHECK_TRACE("index.js", R"js(
const a = process.env.A || 'x', b = process.env.B ?? 'y';
//        ^ reads A
//                                  ^ reads B
const { C = 'z', D: d = a } = process.env;
//      ^ reads C
//                  ^ reads D
const debug = process.env.E === 'true';
//            ^ reads E
const url = process.env.F;
//          ^ reads F
const parts = process.env.G?.split(',');
//            ^ reads G
exports.handler = async () => {
  if (url) await fetch(url);
  //             ^ http GET env:F no-timeout
  if (!process.env.H) throw new Error('H is missing');
  //   ^ reads H
  const mode = process.env.I ? process.env.I.length : 0;
  //           ^ reads I
  //                           ^ reads I
  return process.env.J && use(process.env.J), a + b + C + d + debug + process.env.H + mode;
  //     ^ reads J
  //                          ^ reads J
  //                                                                  ^ reads H
};
)js");
}

TEST_CASE("an optional setting of a client is not needed") {
  CHECK_TRACE("index.js", R"js(
const { S3Client } = require('@aws-sdk/client-s3');
const s3 = new S3Client({ region: process.env.REGION, endpoint: process.env.ENDPOINT });
//                                ^ reads REGION
//                                                              ^ reads ENDPOINT
exports.handler = async () => JSON.stringify({ a: process.env.A, b: { c: [process.env.B] } });
//                                                ^ needs A
//                                                                        ^ needs B
)js");
}

TEST_CASE("through modules, objects, functions and schemas") {
  CHECK_TRACE("index.ts", R"js(
import { config } from './config';
import { z } from 'zod';
const schema = z.object({ TABLE: z.string().min(1), LEVEL: z.string().default('info'), MODE: z.string().optional() });
//                               ^ needs TABLE
//                                                         ^ reads LEVEL
//                                                                                           ^ reads MODE
const settings = schema.parse(process.env);
function required(name: string): string {
  const value = process.env[name];
//              ^ needs QUEUE
  return value!;
}
export const handler = async () => [settings.TABLE, config.table.length, required('QUEUE').length];
// file: config.ts
export const config = { table: process.env.CONFIG_TABLE!, flag: process.env.FLAG };
//                             ^ needs CONFIG_TABLE
//                                                              ^ reads FLAG
)js");
}

TEST_CASE("names that are computed, files that set variables") {
  CHECK(trace_facts("index.js", "exports.handler = async (event) => process.env[event.name];\n") == "known, computed");
  CHECK(trace_facts("index.js", "exports.handler = async () => JSON.stringify(process.env);\n") == "known, computed");
  CHECK(trace_facts("index.js", "const { A, ...rest } = process.env;\nexports.handler = async () => rest;\n") ==
        "known, computed");
  CHECK(trace_facts("index.js", "const f = (env) => env.A;\nexports.handler = async () => f(process.env);\n") == "known");
  CHECK(trace_facts("index.js", "require('dotenv').config();\nexports.handler = async () => process.env.X;\n") ==
        "known, env-file");
  CHECK(trace_facts("index.mjs", "import 'dotenv/config';\nexport const handler = async () => process.env.X;\n"
                                 "// file: package.json\n{\"dependencies\": {\"dotenv\": \"^16\"}}") == "known, env-file");
}

TEST_CASE("what a module asks for before it goes on is there behind it") {
  CHECK_TRACE("index.mjs", R"js(
import assert from 'node:assert';
if (!process.env.QUEUE) throw new Error('no queue');
//   ^ reads QUEUE
const { TOPIC } = process.env;
//      ^ reads TOPIC
assert(process.env.BUCKET, 'no bucket');
//     ^ reads BUCKET
assert(TOPIC);
const table = process.env.TABLE;
//            ^ needs TABLE
export const handler = async () => [
  process.env.QUEUE.length,
//^ reads QUEUE
  process.env.BUCKET.length,
//^ reads BUCKET
  TOPIC.length,
  table.length,
];
)js");
}

TEST_CASE("readers of t3") {
  CHECK_TRACE("index.ts", R"js(
import { createEnv } from '@t3-oss/env-core';
import { z } from 'zod';
import { SQS } from '@aws-sdk/client-sqs';
const env = createEnv({
  server: { QUEUE: z.string().url(), LEVEL: z.string().default('info') },
//                 ^ needs QUEUE
//                                          ^ reads LEVEL
  runtimeEnv: process.env,
});
const other = createEnv({ server: { TOPIC: z.string() }, runtimeEnvStrict: { TOPIC: process.env.TOPIC } });
//                                                                                  ^ needs TOPIC
export const handler = async () => {
  await new SQS({}).sendMessage({ QueueUrl: env.QUEUE, MessageBody: other.TOPIC });
  //    ^ sqs SendMessage env:QUEUE ignored
};
)js");
}

TEST_CASE("numbers with a default, and what && has tested") {
  CHECK_TRACE("index.mjs", R"js(
const number = (name) => process.env[name];
export const handler = async () => {
  const retries = parseInt(process.env.RETRIES, 10) || 3;
  //                       ^ reads RETRIES
  const limit = Number(process.env.LIMIT) || 10;
  //                   ^ reads LIMIT
  const size = Number(process.env.SIZE);
  //                  ^ needs SIZE
  const url = process.env.URL_OF && new URL(process.env.URL_OF);
  //          ^ reads URL_OF
  //                                        ^ reads URL_OF
  return [retries, limit, size, url];
};
)js");
}

TEST_CASE("further readers of the environment") {
  CHECK_TRACE("index.mjs", R"js(
import Joi from 'joi';
import * as v from 'valibot';
import convict from 'convict';
import { SQS } from '@aws-sdk/client-sqs';
const { value: env } = Joi.object({ QUEUE: Joi.string().required(), LEVEL: Joi.string() }).unknown().validate(process.env);
//                                         ^ needs QUEUE
//                                                                         ^ reads LEVEL
const more = v.parse(v.object({ TOPIC: v.string(), OTHER: v.optional(v.string()) }), process.env);
//                                     ^ needs TOPIC
//                                                        ^ reads OTHER
const config = convict({ table: { format: String, default: '', env: 'TABLE' } });
//             ^ reads TABLE
export const handler = async () => {
  await new SQS({}).sendMessage({ QueueUrl: env.QUEUE, MessageBody: `${more.TOPIC} ${config.get('table')}` });
  //    ^ sqs SendMessage env:QUEUE ignored
};
)js");
}

TEST_CASE("what a loop will assign is not read before its turn") {
  CHECK_TRACE("index.mjs", R"js(
export const handler = async (event) => {
  let name = 'none';
  for (const one of event.items) {
    console.log(name.length);
    if (process.env.NAME) name = process.env.NAME;
    //  ^ reads NAME
    //                           ^ reads NAME
  }
  return name.length;
};
)js");
}

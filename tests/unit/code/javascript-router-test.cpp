// Routes that JavaScript tells apart itself, and what wraps handlers.

#include <doctest/doctest.h>

#include "support/code-trace.h"

using cumulint::test::compare_trace;
using cumulint::test::trace_facts;

#define CHECK_TRACE(name, text) CHECK(compare_trace(name, text) == "")

TEST_CASE("Express behind serverless-http, with a router of its own file") {
  CHECK_TRACE("index.js", R"js(
const express = require('express');
const serverless = require('serverless-http');
const app = express();
app.use(express.json());
app.use('/orders', require('./orders'));
app.get('/health', (req, res) => res.json({ ok: true }));
//< route GET /health
exports.handler = serverless(app);
// file: orders.js
const { Router } = require('express');
const { DynamoDBClient, ScanCommand, GetItemCommand } = require('@aws-sdk/client-dynamodb');
const db = new DynamoDBClient({});
const router = Router();
const check = (req, res, next) => next();
router.get('/', check, async (req, res) => res.json(await db.send(new ScanCommand({ TableName: 't' }))));
//                                                        ^ dynamodb Scan t conditional
//< route GET /orders Scan
router.route('/:id').get(async (req) => db.send(new GetItemCommand({ TableName: 't', Key: req.params })));
//                                      ^ dynamodb GetItem t conditional
//< route GET /orders/:id GetItem
module.exports = router;
)js");
}

TEST_CASE("Hono, Fastify, lambda-api") {
  CHECK_TRACE("index.mjs", R"js(
import { Hono } from 'hono';
import { handle } from 'hono/aws-lambda';
const users = new Hono();
users.post('/', (c) => c.json({}));
//< route POST /api/users
const app = new Hono().basePath('/api');
app.route('/users', users);
export const handler = handle(app);
)js");
  CHECK_TRACE("index.js", R"js(
const fastify = require('fastify');
const awsLambdaFastify = require('@fastify/aws-lambda');
const app = fastify({ logger: true });
app.register(async (inner) => { inner.get('/a', { schema: {} }, async () => 1); }, { prefix: '/v1' });
//                              ^ route GET /v1/a
app.route({ method: ['GET', 'POST'], url: '/b', handler: async () => 2 });
//< route GET /b
//< route POST /b
exports.handler = awsLambdaFastify(app);
)js");
  CHECK_TRACE("index.js", R"js(
const api = require('lambda-api')();
api.get('/a', async () => 1);
//< route GET /a
exports.handler = async (event, context) => api.run(event, context);
)js");
}

TEST_CASE("switch and if on the route") {
  CHECK_TRACE("index.js", R"js(
const { DynamoDB } = require('@aws-sdk/client-dynamodb');
const db = new DynamoDB();
exports.handler = async (event) => {
  switch (event.routeKey) {
    case 'GET /items': return db.scan({ TableName: 't' });
//  ^ route GET /items Scan
//                            ^ dynamodb Scan t conditional
    case 'PUT /items': await db.putItem({ TableName: 't' }); break;
//  ^ route PUT /items PutItem
//                           ^ dynamodb PutItem t conditional ignored
  }
  if (event.httpMethod === 'DELETE' && event.path === '/all') await db.deleteTable({ TableName: 't' });
  //  ^ route DELETE /all DeleteTable
  //                                                                ^ dynamodb DeleteTable t conditional ignored
};
)js");
}

TEST_CASE("middy and Powertools") {
  CHECK_TRACE("index.mjs", R"js(
import middy from '@middy/core';
import httpJsonBodyParser from '@middy/http-json-body-parser';
import { SNSClient, PublishCommand } from '@aws-sdk/client-sns';
import { Tracer } from '@aws-lambda-powertools/tracer';
const tracer = new Tracer({});
const sns = tracer.captureAWSv3Client(new SNSClient({}));
const place = async (event) => sns.send(new PublishCommand({ TopicArn: process.env.TOPIC }));
//                             ^ sns Publish env:TOPIC
export const handler = middy(place).use(httpJsonBodyParser()).onError(() => {});
)js");
  CHECK_TRACE("index.ts", R"js(
import { Router } from '@aws-lambda-powertools/event-handler/rest';
const app = new Router();
app.get('/todos/:id', async ({ params }) => params.id);
//< route GET /todos/:id
export const handler = async (event: unknown, context: unknown) => app.resolve(event, context);
)js");
}

TEST_CASE("batches") {
  CHECK(trace_facts("index.js", R"js(
const { BatchProcessor, EventType, processPartialResponse } = require('@aws-lambda-powertools/batch');
const processor = new BatchProcessor(EventType.SQS);
exports.handler = async (event, context) => processPartialResponse(event, async () => {}, processor, { context });
)js") == "known, records, batch, failures:processor");
  CHECK(trace_facts("index.js", R"js(
exports.handler = async (event) => {
  const failed = [];
  await Promise.all(event.Records.map(async ({ messageId, body }) => {
    try { JSON.parse(body); } catch (error) { failed.push({ itemIdentifier: messageId }); }
  }));
  return { batchItemFailures: failed };
};
)js") == "known, records, failures");
  CHECK(trace_facts("index.js", "exports.handler = async () => ({ batchItemFailures: [] });\n") == "known, failures:empty");
  CHECK(trace_facts("index.js", R"js(
exports.handler = async () => ({ statusCode: 200, body: JSON.stringify({ batchItemFailures: [1] }) });
)js") == "known");
}

TEST_CASE("what can't be followed is not known") {
  CHECK(trace_facts("index.js", "exports.handler = make();\n") == "a call of something unknown: make");
  CHECK(trace_facts("index.js", "const f = require(process.argv[2]);\nexports.handler = f.x;\n") ==
        "an import whose name is computed");
  CHECK(trace_facts("index.js", "exports.handler = async () => require('./missing').f();\n") == "an import that is not there");
  CHECK(trace_facts("index.js", R"js(
const { S3Client } = require('@aws-sdk/client-s3');
const wrap = require('some-package');
exports.handler = async () => wrap(new S3Client({}));
// file: package.json
{ "dependencies": { "some-package": "1.0.0" } }
)js") == "known, opaque:s3");
  CHECK(trace_facts("index.js", "const { f } = require('shared');\nexports.handler = async () => f();\n") ==
        "a package that no manifest names");
  CHECK(trace_facts("index.js", "const { readFile } = require('node:fs/promises');\nexports.handler = async () => readFile('x');\n") ==
        "known");
}

TEST_CASE("a package's wrapper calls the handler that it is given") {
  CHECK_TRACE("index.js", R"js(
const { wrap } = require('some-package');
const { S3 } = require('@aws-sdk/client-s3');
const s3 = new S3();
exports.handler = wrap(async (event) => s3.getObject({ Bucket: event.bucket }));
//                                      ^ s3 GetObject event:bucket
//                                      ^ s3 GetObject ?
)js");
}

TEST_CASE("a package calls the functions that lie in what it gets") {
  CHECK_TRACE("index.js", R"js(
const { S3 } = require('@aws-sdk/client-s3');
const s3 = new S3();
exports.handler = async (event, context) => {
  await context.parallel('all', [async () => s3.getObject({ Bucket: 'a' }), { run: () => s3.putObject({ Bucket: 'b' }) }]);
  //                                         ^ s3 GetObject a
  //                                                                                     ^ s3 PutObject b
};
)js");
}

TEST_CASE("functions that are looked up by the event's route") {
  CHECK_TRACE("index.js", R"js(
const { DynamoDB } = require('@aws-sdk/client-dynamodb');
const db = new DynamoDB({});
const TableName = process.env.TABLE;
const list = async () => db.scan({ TableName });
//           ^ route GET /orders Scan
//           ^ route GET /items Scan
//                       ^ dynamodb Scan env:TABLE conditional
const routes = {
  'GET /orders': list,
  'GET /items': list,
  'POST /orders': async (event) => db.putItem({ TableName, Item: event.body }),
  //              ^ route POST /orders PutItem
  //                               ^ dynamodb PutItem env:TABLE conditional
};
exports.handler = async (event) => {
  const route = routes[`${event.httpMethod} ${event.path}`];
  return route ? route(event) : { statusCode: 404 };
};
)js");
  CHECK_TRACE("index.mjs", R"js(
import { DynamoDB } from '@aws-sdk/client-dynamodb';
const db = new DynamoDB({});
const byPath = { '/health': async () => 'ok', '/all': () => db.scan({ TableName: 'orders' }) };
//                          ^ route ANY /health
//                                                    ^ route ANY /all Scan
//                                                          ^ dynamodb Scan orders conditional
export const handler = async (event) => byPath[event.rawPath]?.(event);
)js");
}

TEST_CASE("a table of many functions is followed to its end") {
  std::string text = "const { SQS } = require('@aws-sdk/client-sqs');\nconst q = new SQS({});\nconst run = {\n";
  for (int i = 0; i < 20; ++i) {
    const std::string number = std::to_string(i);
    text += "  job" + number + ": () => q.purgeQueue({ QueueUrl: 'q" + number + "' }),\n//" +
            std::string(11 + number.size(), ' ') + "^ sqs PurgeQueue q" + number + " conditional\n";
  }
  text += "};\nexports.handler = async (event) => run[event.job]();\n";
  CHECK(compare_trace("index.js", text) == "");
}

TEST_CASE("lambda-api below a base, itty-router, resolvers of Apollo") {
  CHECK_TRACE("index.js", R"js(
const api = require('lambda-api')({ base: 'v1' });
const { AutoRouter } = require('itty-router');
const { ApolloServer } = require('@apollo/server');
const { DynamoDB } = require('@aws-sdk/client-dynamodb');
const db = new DynamoDB({});
api.register((inner) => { inner.get('/', () => db.scan({ TableName: 'users' })); }, { prefix: '/users' });
//                        ^ route GET /v1/users Scan
//                                             ^ dynamodb Scan users conditional
const router = AutoRouter();
router.get('/orders', () => db.scan({ TableName: 'orders' }));
//< route GET /orders Scan
//                          ^ dynamodb Scan orders conditional
const resolvers = { Query: { items: async () => db.scan({ TableName: 'items' }) } };
//                                              ^ dynamodb Scan items
const server = new ApolloServer({ typeDefs: '', resolvers });
exports.handler = async (event, context) => [await api.run(event, context), await router.fetch(event), server];
)js");
}

TEST_CASE("tests of the path by a pattern, and cases that are conditions") {
  CHECK_TRACE("index.js", R"js(
const { DynamoDB } = require('@aws-sdk/client-dynamodb');
const db = new DynamoDB({});
exports.handler = async ({ rawPath, requestContext }) => {
  if (/^\/files\/\d+$/.test(rawPath)) return 'file';
//    ^ route ANY /files/
  if (rawPath.match(/^\/old-files/)) return 'old';
//    ^ route ANY /old-files
  switch (true) {
    case rawPath.startsWith('/users') && requestContext.http.method === 'GET': return db.scan({ TableName: 'users' });
//  ^ route GET /users Scan
//                                                                                    ^ dynamodb Scan users conditional
    case rawPath === '/jobs': return db.scan({ TableName: 'jobs' });
//  ^ route ANY /jobs Scan
//                                   ^ dynamodb Scan jobs conditional
    default: return null;
  }
};
)js");
}

TEST_CASE("tests of the path's first segment") {
  CHECK_TRACE("index.js", R"js(
const { DynamoDB } = require('@aws-sdk/client-dynamodb');
const db = new DynamoDB({});
exports.handler = async (event) => {
  const [, root, id] = event.path.split('/');
  switch (`${event.httpMethod} ${root}`) {
    case 'GET users': return db.scan({ TableName: 'users' });
//  ^ route GET /users Scan
//                           ^ dynamodb Scan users conditional
    default:
  }
  const [first, second] = event.rawPath.split('/').filter(Boolean);
  if (first === 'jobs' && second === 'all') return db.scan({ TableName: id });
//    ^ route ANY /jobs Scan
//                                                 ^ dynamodb Scan event:path#2 conditional
  return null;
};
)js");
}

// Further forms of JavaScript and TypeScript in which clients, operations and targets are written.

#include <doctest/doctest.h>

#include "support/code-trace.h"

using cumulint::test::compare_trace;

#define CHECK_TRACE(name, text) CHECK(compare_trace(name, text) == "")

TEST_CASE("prototype classes") {
  CHECK_TRACE("index.js", R"js(
const AWS = require('aws-sdk');
function Store(table) {
  this.db = new AWS.DynamoDB.DocumentClient();
  this.table = table;
}
Store.prototype.load = function (id) {
  return this.db.get({ TableName: this.table, Key: { id } }).promise();
  //     ^ dynamodb GetItem env:TABLE
};
Store.prototype.scan = async function () {
  const store = this;
  return store.db.scan({ TableName: store.table }).promise();
  //     ^ dynamodb Scan env:TABLE
};
Object.assign(Store.prototype, {
  remove(id) { return this.db.delete({ TableName: this.table, Key: { id } }).promise(); }
  //                  ^ dynamodb DeleteItem env:TABLE
});
const store = new Store(process.env.TABLE);
exports.handler = async (event) => [await store.load(event.id), await store.scan(), await store.remove(1)];
)js");
}

TEST_CASE("members of namespaces, enumerations, constants") {
  CHECK_TRACE("index.ts", R"js(
import { SQS } from '@aws-sdk/client-sqs';
namespace Queues {
  export const client = new SQS({});
  export const url = process.env.QUEUE_URL!;
  export function send(body: string) {
    return client.sendMessage({ QueueUrl: url, MessageBody: body });
    //     ^ sqs SendMessage env:QUEUE_URL
  }
  export namespace Inner { export const dead = 'dead-letters'; }
}
enum Names { Jobs = 'jobs', Mails = 'mails' }
const limits = { queue: 'limited' } as const;
class Defaults { static readonly QUEUE = 'static-queue'; }
export const handler = async () => {
  await Queues.send('x');
  await Queues.client.purgeQueue({ QueueUrl: Queues.Inner.dead });
  //    ^ sqs PurgeQueue dead-letters ignored
  await Queues.client.purgeQueue({ QueueUrl: Names.Mails });
  //    ^ sqs PurgeQueue mails ignored
  await Queues.client.purgeQueue({ QueueUrl: limits.queue });
  //    ^ sqs PurgeQueue limited ignored
  await Queues.client.purgeQueue({ QueueUrl: Defaults.QUEUE satisfies string });
  //    ^ sqs PurgeQueue static-queue ignored
};
)js");
}

TEST_CASE("axios and got instances with defaults") {
  CHECK_TRACE("index.ts", R"js(
import axios, { AxiosInstance } from 'axios';
import got from 'got';
const api: AxiosInstance = axios.create({ baseURL: process.env.API, timeout: 500 });
const client = got.extend({ prefixUrl: process.env.API });
class Orders {
  private http = axios.create({ baseURL: `${process.env.API}/v1/` });
  get = (id: string) => this.http.get(`orders/${id}`);
  //                    ^ http GET {env:API}/v1/orders/{event:id} no-timeout
}
export const handler = async (event: { id: string }) => {
  await api.post('/orders', event);
  //    ^ http POST {env:API}/orders timeout
  await api({ method: 'put', url: 'orders' });
  //    ^ http PUT {env:API}/orders timeout
  await client.get('orders').json();
  //    ^ http GET {env:API}/orders
  return new Orders().get(event.id);
};
)js");
}

TEST_CASE("handlers that start an application once") {
  CHECK_TRACE("lambda.ts", R"js(
import { NestFactory } from '@nestjs/core';
import serverlessExpress from '@vendia/serverless-express';
import { Module, Controller, Get, Injectable } from '@nestjs/common';
import { DynamoDBDocument } from '@aws-sdk/lib-dynamodb';
import { DynamoDB } from '@aws-sdk/client-dynamodb';
import { Handler } from 'aws-lambda';

@Injectable()
export class OrdersService {
  private readonly db = DynamoDBDocument.from(new DynamoDB({}));
  findAll() {
    return this.db.scan({ TableName: process.env.TABLE });
    //     ^ dynamodb Scan env:TABLE conditional
  }
}
@Controller('orders')
export class OrdersController {
  constructor(private readonly orders: OrdersService) {}
  @Get(':id')
  all() { return this.orders.findAll(); }
  //< route GET /orders/:id Scan
}
@Module({ controllers: [OrdersController], providers: [OrdersService] })
export class AppModule {}

let server: Handler;
async function bootstrap(): Promise<Handler> {
  const app = await NestFactory.create(AppModule);
  await app.init();
  return serverlessExpress({ app: app.getHttpAdapter().getInstance() });
}
export const handler: Handler = async (event, context, callback) => {
  server = server ?? (await bootstrap());
  return server(event, context, callback);
};
)js");
  CHECK_TRACE("lambda.js", R"js(
const serverless = require('serverless-http');
const express = require('express');
const { S3 } = require('@aws-sdk/client-s3');
let cached;
const start = async () => {
  const app = express();
  app.get('/files', async (req, res) => res.json(await new S3({}).listBuckets({})));
  //      < route GET /files ListBuckets
  //                                                   ^ s3 ListBuckets conditional
  return serverless(app);
};
module.exports.handler = async (event, context) => {
  if (!cached) cached = await start();
  return cached(event, context);
};
)js");
}

TEST_CASE("imports under a condition, in a function, of many names") {
  CHECK_TRACE("index.js", R"js(
let clients;
if (process.env.LOCAL) {
  clients = require('./fake');
} else {
  clients = require('./real');
}
exports.handler = async () => {
  const { helper } = await import('./helper.mjs');
  await helper(clients.table);
  const { SNSClient, PublishCommand } = await import('@aws-sdk/client-sns');
  return new SNSClient({}).send(new PublishCommand({ TopicArn: process.env.TOPIC }));
  //     ^ sns Publish env:TOPIC
};
// file: fake.js
exports.table = 'fake';
// file: real.js
exports.table = 'real';
// file: helper.mjs
import * as dynamo from '@aws-sdk/client-dynamodb';
const client = new dynamo.DynamoDBClient({});
export const helper = (table) => client.send(new dynamo.ScanCommand({ TableName: table }));
//                               ^ dynamodb Scan fake|real
)js");
}

TEST_CASE("factories, closures, defaults, currying and generators") {
  CHECK_TRACE("index.ts", R"js(
import { DynamoDBClient, GetItemCommand, PutItemCommand, QueryCommand } from '@aws-sdk/client-dynamodb';
const factory = ({ table = 'orders', client = new DynamoDBClient({}) } = {}) => ({
  get: (id: string) => client.send(new GetItemCommand({ TableName: table, Key: { id: { S: id } } })),
  //                   ^ dynamodb GetItem orders
  //                   ^ dynamodb GetItem users
});
const put = (client: DynamoDBClient) => (table: string) => async (item: any) =>
  client.send(new PutItemCommand({ TableName: table, Item: item }));
//^ dynamodb PutItem curried
async function* pages(client: DynamoDBClient, name: string) {
  do {
    yield await client.send(new QueryCommand({ TableName: name }));
    //          ^ dynamodb Query pages loop
  } while (true);
}
abstract class Base {
  constructor(protected readonly client: DynamoDBClient, private table: string) {}
  protected input() { return { TableName: this.table }; }
}
class Derived extends Base {
  constructor() { super(new DynamoDBClient({}), 'derived'); }
  load() { return this.client.send(new QueryCommand({ ...this.input(), Limit: 1 })); }
  //              ^ dynamodb Query derived
}
export const handler = async (event: any) => {
  await factory().get('1');
  await factory({ table: 'users' }).get('2');
  await put(new DynamoDBClient({}))('curried')(event);
  for await (const page of pages(new DynamoDBClient({}), 'pages')) console.log(page);
  return new Derived().load();
};
)js");
}

TEST_CASE("values: maps, lists, switches, tagged defaults, replacements") {
  CHECK_TRACE("index.js", R"js(
const { S3 } = require('@aws-sdk/client-s3');
const s3 = new S3({});
const buckets = new Map([['a', 'bucket-a'], ['b', 'bucket-b']]);
const names = ['one', 'two'];
const [first, second = 'second'] = names;
const byStage = { dev: { bucket: 'dev-files' }, prod: { bucket: 'prod-files' } };
function bucketOf(kind) {
  switch (kind) {
    case 'images': return 'images';
    default: return 'others';
  }
}
const { env: { BUCKET: renamed = 'fallback' } } = process;
exports.handler = async (event) => {
  await s3.listObjectsV2({ Bucket: first });
  //    ^ s3 ListObjectsV2 one ignored
  await s3.listObjectsV2({ Bucket: second });
  //    ^ s3 ListObjectsV2 two ignored
  await s3.listObjectsV2({ Bucket: byStage[event.stage].bucket });
  //    ^ s3 ListObjectsV2 dev-files|prod-files ignored
  await s3.listObjectsV2({ Bucket: bucketOf(event.kind) });
  //    ^ s3 ListObjectsV2 images|others ignored
  await s3.listObjectsV2({ Bucket: renamed });
  //    ^ s3 ListObjectsV2 env:BUCKET=fallback ignored
  await s3.listObjectsV2({ Bucket: 'files-'.concat(process.env.STAGE) });
  //    ^ s3 ListObjectsV2 files-{env:STAGE} ignored
  await s3.listObjectsV2({ Bucket: ['files', process.env.STAGE].join('-') });
  //    ^ s3 ListObjectsV2 files-{env:STAGE} ignored
  await s3.listObjectsV2({ Bucket: buckets.get('b') });
  //    ^ s3 ListObjectsV2 bucket-b ignored
  for (const Bucket of names) await s3.deleteBucket({ Bucket });
  //                                ^ s3 DeleteBucket one|two loop ignored
};
)js");
}

TEST_CASE("v2 and v3 corners: promisify, waiters, presigned, send with a callback, aliases") {
  CHECK_TRACE("index.js", R"js(
const { promisify } = require('util');
const { Lambda, SQS: Queue } = require('aws-sdk');
const lambda = new Lambda();
const invoke = promisify(lambda.invoke).bind(lambda);
const queue = new Queue({ apiVersion: '2012-11-05' });
const send = queue.sendMessage.bind(queue);
const { DynamoDBClient, waitUntilTableExists, DescribeTableCommand } = require('@aws-sdk/client-dynamodb');
const db = new DynamoDBClient({});
const run = (command) => db.send(command);
//                       ^ dynamodb DescribeTable t
exports.handler = (event, context, callback) => {
invoke({ FunctionName: 'f' });
//< lambda Invoke f ignored
send({ QueueUrl: 'q', MessageBody: 'x' }, callback);
//< sqs SendMessage q ignored
  run(new DescribeTableCommand({ TableName: 't' }));
  return queue.getQueueAttributes({ QueueUrl: 'r' }).promise().then(() => callback(null, 'ok'));
  //     ^ sqs GetQueueAttributes r
};
)js");
}

TEST_CASE("metricScope gives the handler that it gets with its metrics") {
  CHECK_TRACE("app.js", R"js(
const { metricScope } = require("aws-embedded-metrics");
const AWS = require("aws-sdk");
const store = new AWS.DynamoDB.DocumentClient();
function save(event) {
  return store.put({ TableName: "orders", Item: JSON.parse(event.body) });
//       ^ dynamodb PutItem orders
}
exports.handler = metricScope((metrics) => async (event, context) => {
  metrics.putMetric("orders", 1, "Count");
  await save(event).promise();
});
)js");
}

TEST_CASE("`this` outside of classes is the module's exports") {
  CHECK_TRACE("app.js", R"js(
const { DynamoDBClient, ScanCommand } = require("@aws-sdk/client-dynamodb");
const { read } = require("./store");
exports.handler = async (event) => read();
// file: store.js
const { DynamoDBClient, ScanCommand } = require("@aws-sdk/client-dynamodb");
const db = new DynamoDBClient({});
module.exports.table = () => process.env.TABLE;
module.exports.read = () => db.send(new ScanCommand({ TableName: this.table() }));
//                          ^ dynamodb Scan env:TABLE
)js");
}

TEST_CASE("a field of a copy of something unknown is unknown too") {
  CHECK_TRACE("app.js", R"js(
const { DynamoDBClient, PutItemCommand } = require("@aws-sdk/client-dynamodb");
const db = new DynamoDBClient({});
const kind = (order) => (order.kind ? order.kind : "plain");
exports.handler = async (event) => {
  const order = { ...event.order, status: "new" };
  if (kind(order) !== "gift") return;
  await db.send(new PutItemCommand({ TableName: "gifts", Item: order }));
//      ^ dynamodb PutItem gifts conditional ignored
};
)js");
}

// JavaScript's exports as objects, static members, objects put together, patterns with rests.

#include <doctest/doctest.h>

#include "support/code-trace.h"

using cumulint::test::compare_trace;

#define CHECK_TRACE(name, text) CHECK(compare_trace(name, text) == "")

TEST_CASE("exports are an object") {
  CHECK_TRACE("index.js", R"js(
const { DynamoDB } = require('@aws-sdk/client-dynamodb');
const db = new DynamoDB({});
const offered = { put: (Item) => db.putItem({ TableName: 'orders', Item }), drop: (Key) => db.deleteItem({ TableName: 'orders', Key }) };
//                               ^ dynamodb PutItem orders
//                                                                                         ^ dynamodb DeleteItem orders
Object.keys(offered).forEach((name) => { exports[name] = offered[name]; });
const register = (target, name, run) => { target[name] = run; };
register(module.exports, 'get', (Key) => db.getItem({ TableName: 'orders', Key }));
//                                       ^ dynamodb GetItem orders
Object.assign(exports, offered);
module['exports'].handler = async (event) => {
  await exports.put(event);
  await exports.get(event);
  await module.exports.drop(event);
};
)js");
}

TEST_CASE("static members see the class as this") {
  CHECK_TRACE("index.mjs", R"js(
import { DynamoDB } from '@aws-sdk/client-dynamodb';
class Base {
  static #one;
  static client = new DynamoDB({});
  static get table() { return process.env.TABLE; }
  static get one() { return (Base.#one ??= new Base()); }
  static put(Item) { return this.client.putItem({ TableName: this.table, Item }); }
  //                        ^ dynamodb PutItem env:TABLE
  find(Key) { return Base.client.getItem({ TableName: Base.table, Key }); }
  //                 ^ dynamodb GetItem env:TABLE
}
class Orders extends Base {
  static async create(item) { return super.put(item); }
}
export const handler = async (event) => [await Orders.create(event), await Base.one.find(event)];
)js");
}

TEST_CASE("objects that are put together and taken apart") {
  CHECK_TRACE("index.js", R"js(
const { DynamoDB } = require('@aws-sdk/client-dynamodb');
const { SQS } = require('@aws-sdk/client-sqs');
class Repository {
  constructor({ db, ...names }) {
    Object.assign(this, { db, names });
  }
  load(Key) { return this.db.getItem({ TableName: this.names.table, Key }); }
  //                 ^ dynamodb GetItem env:TABLE
}
const { client, ...others } = { client: new SQS({}), db: new DynamoDB({}), table: process.env.TABLE };
const repository = new Repository(others);
exports.handler = async (event) => {
  await client.sendMessage({ QueueUrl: process.env.QUEUE, MessageBody: 'x' });
  //    ^ sqs SendMessage env:QUEUE ignored
  return repository.load(event.key);
};
)js");
}

TEST_CASE("one helper, called to wait and not to wait, makes two calls") {
  CHECK_TRACE("index.js", R"js(
const { LambdaClient, InvokeCommand } = require('@aws-sdk/client-lambda');
const client = new LambdaClient({});
const invoke = (Payload, InvocationType = 'RequestResponse') =>
  client.send(new InvokeCommand({ FunctionName: 'prices', InvocationType, Payload }));
//^ lambda Invoke prices
//^ lambda Invoke prices
exports.handler = async (event) => {
  await invoke(event, 'Event');
  return invoke(event);
};
)js");
}

TEST_CASE("waiters and defaults of axios") {
  CHECK_TRACE("index.mjs", R"js(
import axios from 'axios';
import { S3Client, waitUntilObjectExists } from '@aws-sdk/client-s3';
const client = new S3Client({});
axios.defaults.baseURL = process.env.API;
axios.defaults.timeout = 2000;
const other = axios.create();
other.defaults.baseURL = 'https://other.example.com';
export const handler = async () => {
  await waitUntilObjectExists({ client, maxWaitTime: 10 }, { Bucket: 'photos', Key: 'x' });
  //    ^ s3 HeadObject photos ignored
  await axios.get('/items');
  //    ^ http GET {env:API}/items timeout
  await axios.post(process.env.ELSEWHERE, {});
  //    ^ http POST env:ELSEWHERE timeout
  await other.get('things');
  //    ^ http GET https://other.example.com/things timeout
};
)js");
}

TEST_CASE("handlers that a router calls, and one that a package wrapped") {
  CHECK_TRACE("index.mjs", R"js(
import middy from '@middy/core';
import httpRouter from '@middy/http-router';
import { Router } from '@aws-lambda-powertools/event-handler/experimental-rest';
import { DynamoDB } from '@aws-sdk/client-dynamodb';
const db = new DynamoDB({});
const app = new Router();
app.get('/all', async () => db.scan({ TableName: 'orders' }));
//< route GET /all Scan
//                          ^ dynamodb Scan orders conditional
const get = middy().handler(async () => db.getItem({ TableName: 'orders', Key: {} }));
//                                      ^ dynamodb GetItem orders conditional
const routed = httpRouter([{ method: 'GET', path: '/one', handler: get }]);
//             ^ route GET /one GetItem
export const handler = async (event, context) => [await app.resolve(event, context), await routed(event, context)];
)js");
}

TEST_CASE("functions that are put together step by step") {
  CHECK_TRACE("index.js", R"js(
const { S3 } = require('@aws-sdk/client-s3');
const withClient = (client) => (Bucket) => async (event) => client.headBucket({ Bucket });
//                                                          ^ s3 HeadBucket env:BUCKET conditional
//                                                          ^ s3 HeadBucket other conditional
const compose = (...steps) => (first) => steps.reduceRight((made, step) => step(made), first);
const logged = (run) => async (...given) => run(...given);
const guarded = (run) => (event) => (event.skip ? null : run(event));
const both = [logged, guarded].reduce((made, step) => step(made), withClient(new S3({}))('other'));
module.exports = { handler: compose(logged, guarded)(withClient(new S3({}))(process.env.BUCKET)) };
both({});
)js");
}

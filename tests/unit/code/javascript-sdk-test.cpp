// SDK calls of JavaScript and TypeScript: client form x operation x target, from the handler on.

#include <doctest/doctest.h>

#include "support/code-trace.h"

using cumulint::test::compare_trace;
using cumulint::test::trace_facts;

#define CHECK_TRACE(name, text) CHECK(compare_trace(name, text) == "")

TEST_CASE("v3: client and command, CommonJS") {
  CHECK_TRACE("index.js", R"js(
const { DynamoDBClient, ScanCommand } = require('@aws-sdk/client-dynamodb');
const db = new DynamoDBClient({});
exports.handler = async () => {
  const { Items } = await db.send(new ScanCommand({ TableName: process.env.TABLE }));
  //                      ^ dynamodb Scan env:TABLE
  return Items;
};
)js");
}

TEST_CASE("v3: document client, ESM, command made before it is sent") {
  CHECK_TRACE("index.mjs", R"js(
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient, GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
const table = process.env.TABLE ?? 'orders';
const db = DynamoDBDocumentClient.from(new DynamoDBClient({}), { marshallOptions: {} });
export const handler = async (event) => {
  const command = new GetCommand({ TableName: table, Key: { id: event.id } });
  const found = await db.send(command);
  //                  ^ dynamodb GetItem env:TABLE=orders
  if (!found.Item) await db.send(new PutCommand({ TableName: `${table}-new`, Item: {} }));
  //                     ^ dynamodb PutItem {env:TABLE=orders}-new conditional ignored
};
)js");
}

TEST_CASE("v3: aggregated client, SFN, EventBridge, Secrets Manager") {
  CHECK_TRACE("index.mjs", R"js(
import { DynamoDB } from '@aws-sdk/client-dynamodb';
import { SFNClient, StartExecutionCommand } from '@aws-sdk/client-sfn';
import * as eb from '@aws-sdk/client-eventbridge';
import { SecretsManager } from '@aws-sdk/client-secrets-manager';
const dynamo = new DynamoDB({});
export async function handler() {
  await dynamo.query({ TableName: 'a' });
  //    ^ dynamodb Query a ignored
  await new SFNClient().send(new StartExecutionCommand({ stateMachineArn: process.env.MACHINE }));
  //    ^ states StartExecution env:MACHINE ignored
  await new eb.EventBridgeClient({}).send(new eb.PutEventsCommand({ Entries: [{ EventBusName: 'bus', Detail: '{}' }] }));
  //    ^ events PutEvents bus ignored
  const secret = await new SecretsManager({}).getSecretValue({ SecretId: 's' });
  //                   ^ secretsmanager GetSecretValue s
  return secret;
}
)js");
}

TEST_CASE("v3: paginators") {
  CHECK_TRACE("index.mjs", R"js(
import { DynamoDBClient, paginateScan } from '@aws-sdk/client-dynamodb';
const client = new DynamoDBClient({});
export const handler = async () => {
  for await (const page of paginateScan({ client }, { TableName: process.env.T })) console.log(page.Items);
  //                       ^ dynamodb Scan env:T paginated
};
)js");
}

TEST_CASE("v3: invoke with the enumeration's constant") {
  CHECK_TRACE("index.mjs", R"js(
import { InvokeCommand, InvocationType, LambdaClient } from '@aws-sdk/client-lambda';
const lambda = new LambdaClient({});
export const handler = (event) =>
  lambda.send(new InvokeCommand({ FunctionName: process.env.WORKER, InvocationType: InvocationType.Event }));
//^ lambda Invoke env:WORKER
)js");
}

TEST_CASE("v2: callbacks, promises, document client") {
  CHECK_TRACE("index.js", R"js(
const AWS = require('aws-sdk');
const docs = new AWS.DynamoDB.DocumentClient();
const s3 = new AWS.S3({ apiVersion: '2006-03-01' });
exports.handler = (event, context, callback) => {
  docs.get({ TableName: process.env.TABLE, Key: { id: 1 } }, (error, data) => {
//^ dynamodb GetItem env:TABLE ignored
    if (error) return callback(error);
    s3.putObject({ Bucket: 'b', Key: data.Item.key }).promise().then(() => callback(null, {}));
//  ^ s3 PutObject b conditional
  });
};
)js");
}

TEST_CASE("v2: clients of their own packages, X-Ray around them") {
  CHECK_TRACE("index.js", R"js(
const AWSXRay = require('aws-xray-sdk-core');
const AWS = AWSXRay.captureAWS(require('aws-sdk'));
const Lambda = require('aws-sdk/clients/lambda');
const sns = AWSXRay.captureAWSClient(new AWS.SNS());
exports.handler = async () => {
  await sns.publish({ TopicArn: process.env.TOPIC, Message: 'x' }).promise();
  //    ^ sns Publish env:TOPIC ignored
  return new Lambda().invoke({ FunctionName: 'f' }).promise();
  //     ^ lambda Invoke f
};
)js");
}

TEST_CASE("clients in helpers, classes, singletons and arguments") {
  CHECK_TRACE("index.ts", R"js(
import { SQSClient, SendMessageCommand } from '@aws-sdk/client-sqs';
import { Store } from './lib/store';
import { notify } from './lib';
let client: SQSClient | undefined;
const getClient = (): SQSClient => {
  if (!client) client = new SQSClient({});
  return client;
};
const store = new Store(process.env.TABLE!);
export const handler = async (event: { id: string }): Promise<void> => {
  await store.load(event.id);
  await getClient().send(new SendMessageCommand({ QueueUrl: process.env.QUEUE as string, MessageBody: '' }));
  //    ^ sqs SendMessage env:QUEUE ignored
  await notify(getClient(), 'https://queue');
};
// file: lib/store.ts
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient, GetCommand } from '@aws-sdk/lib-dynamodb';
export class Store {
  private readonly client = DynamoDBDocumentClient.from(new DynamoDBClient({}));
  constructor(private readonly table: string) {}
  async load(id: string) {
    const { Item } = await this.client.send(new GetCommand({ TableName: this.table, Key: { id } }));
    //                     ^ dynamodb GetItem env:TABLE
    return Item;
  }
}
// file: lib/index.ts
export * from './notify';
// file: lib/notify.ts
import { SQSClient, SendMessageCommand } from '@aws-sdk/client-sqs';
export async function notify(sqs: SQSClient, url: string) {
  return sqs.send(new SendMessageCommand({ QueueUrl: url, MessageBody: 'x' }));
  //     ^ sqs SendMessage https://queue
}
)js");
}

TEST_CASE("functions are there before they are declared") {
  CHECK_TRACE("index.js", R"js(
module.exports = { handler };
const { SNS } = require('@aws-sdk/client-sns');
const sns = new SNS();
async function handler() { return publish('t'); }
function publish(topic) {
  return sns.publish({ TopicArn: topic });
  //     ^ sns Publish t
}
)js");
}

TEST_CASE("Promise.all, map and then") {
  CHECK_TRACE("index.js", R"js(
const { S3Client, GetObjectCommand } = require('@aws-sdk/client-s3');
const { SQSClient, SendMessageCommand } = require('@aws-sdk/client-sqs');
const s3 = new S3Client(), sqs = new SQSClient();
exports.handler = async ({ Records }) => {
  await Promise.all(Records.map(async ({ s3: { bucket, object } }) => {
    const file = await s3.send(new GetObjectCommand({ Bucket: bucket.name, Key: object.key }));
    //                 ^ s3 GetObject event:Records[].s3.bucket.name loop
    return file;
  }));
  return sqs.send(new SendMessageCommand({ QueueUrl: 'q' })).then(() => s3.send(new GetObjectCommand({ Bucket: 'b' })));
  //     ^ sqs SendMessage q
  //                                                                    ^ s3 GetObject b
};
)js");
}

TEST_CASE("objects and classes: this, injected clients, containers") {
  CHECK_TRACE("index.ts", R"js(
import { S3Client, GetObjectCommand } from '@aws-sdk/client-s3';
import { container, injectable } from 'tsyringe';
const store = {
  bucket: process.env.BUCKET,
  client: new S3Client({}),
  load(key: string) { return this.client.send(new GetObjectCommand({ Bucket: this.bucket, Key: key })); },
  //                         ^ s3 GetObject env:BUCKET
};
@injectable()
class Files {
  constructor(private readonly s3: S3Client, private bucket: string) {}
  read() { return this.s3.send(new GetObjectCommand({ Bucket: 'b', Key: 'k' })); }
  //              ^ s3 GetObject b
}
export const handler = async () => [await store.load('x'), await container.resolve(Files).read()];
// file: package.json
{ "dependencies": { "tsyringe": "4" } }
)js");
}

TEST_CASE("Powertools' parameters and idempotency, X-Ray's functions") {
  CHECK_TRACE("index.mjs", R"js(
import { getParameter } from '@aws-lambda-powertools/parameters/ssm';
import { getSecret } from '@aws-lambda-powertools/parameters/secrets';
import { makeIdempotent } from '@aws-lambda-powertools/idempotency';
import { DynamoDBPersistenceLayer } from '@aws-lambda-powertools/idempotency/dynamodb';
import AWSXRay from 'aws-xray-sdk-core';
import { SNS } from '@aws-sdk/client-sns';
const sns = new SNS({});
const persistenceStore = new DynamoDBPersistenceLayer({ tableName: 'seen' });
//                       ^ dynamodb PutItem seen
//                       ^ dynamodb UpdateItem seen
export const handler = makeIdempotent(async () => {
  const topic = await getParameter('/topic');
  //                  ^ ssm GetParameter /topic
  await getSecret('key');
  //    ^ secretsmanager GetSecretValue key ignored
  return AWSXRay.captureAsyncFunc('send', async () => sns.publish({ TopicArn: topic }));
  //                                                  ^ sns Publish ssm:/topic
}, { persistenceStore });
)js");
}

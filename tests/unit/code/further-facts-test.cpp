// Facts that a walk notes beside calls: fields of results, responses and what they tell, clients, catches, the event.

#include <doctest/doctest.h>

#include "support/code-trace.h"

using cumulint::test::compare_trace;

#define CHECK_TRACE(name, text) CHECK(compare_trace(name, text) == "")

TEST_CASE("which fields of a result Python uses") {
  CHECK_TRACE("app.py", R"py(
import boto3
import json
table = boto3.resource("dynamodb").Table("orders")
sqs = boto3.client("sqs")
def pages():
    answer = table.query()
#            ^ result LastEvaluatedKey Items
    while "LastEvaluatedKey" in answer:
        answer["LastEvaluatedKey"]
    return answer["Items"]
def handler(event, context):
    first = table.scan().get("Items", [])
#           ^ result Items
    answer = sqs.send_message_batch(QueueUrl="q", Entries=[])
#            ^ result Failed
    if answer.get("Failed"):
        print(answer)
    sqs.send_message_batch(QueueUrl="r", Entries=[])
#   ^ result ignored
    logged = sqs.send_message_batch(QueueUrl="s", Entries=[])
#            ^ result
    print("sent", logged)
    whole = table.get_item(Key={})
#           ^ result escapes
    save(whole)
    return {"first": first, "all": pages(), "body": json.dumps(table.scan(Limit=1))}
#                                                              ^ result escapes
)py");
}

TEST_CASE("which fields of a result JavaScript uses") {
  CHECK_TRACE("index.ts", R"js(
import { EventBridge } from '@aws-sdk/client-eventbridge';
import { DynamoDBClient, ScanCommand } from '@aws-sdk/client-dynamodb';
const bus = new EventBridge({});
const db = new DynamoDBClient({});
export const handler = async () => {
  const { Items, LastEvaluatedKey: next } = await db.send(new ScanCommand({ TableName: 'orders' }));
  //                                              ^ result Items LastEvaluatedKey
  const result = await bus.putEvents({ Entries: [] });
  //                   ^ result FailedEntryCount
  if (result.FailedEntryCount! > 0) console.error(result);
  await bus.putEvents({ Entries: [{}] });
  //    ^ result ignored
  return db.send(new ScanCommand({ TableName: 'users', Limit: 1 }));
  //     ^ result escapes
};
)js");
}

TEST_CASE("responses of Python and the exceptions that they tell") {
  CHECK_TRACE("app.py", R"py(
import json
import traceback
def respond(status, body):
    return {"statusCode": status, "body": json.dumps(body)}
#          ^ response 200
#          ^ response 500 tells
#          ^ response 400
def handler(event, context):
    try:
        return respond(200, {"ok": True})
    except KeyError as error:
        print(error)
        return respond(400, {"error": "a key is missing"})
    except ValueError as error:
        return {"statusCode": 422, "body": f"wrong: {error}"}
#              ^ response 422 tells
    except TypeError as error:
        return {"statusCode": 423, "body": error.args[0]}
#              ^ response 423 tells
    except OSError as error:
        return {"statusCode": 424, "body": type(error).__name__}
#              ^ response 424
    except RuntimeError:
        return {"statusCode": 425, "body": traceback.format_exc()}
#              ^ response 425 tells
    except Exception as error:
        return respond(500, {"error": str(error)})
)py");
}

TEST_CASE("responses of JavaScript and the exceptions that they tell") {
  CHECK_TRACE("index.js", R"js(
const fail = (status, message) => ({ statusCode: status, body: JSON.stringify({ message }) });
//                                 ^ response 400 tells
exports.handler = async (event) => {
  try {
    return { statusCode: 200, body: 'ok' };
    //     ^ response 200
  } catch (err) {
    if (event.a) return { statusCode: 500, body: err.stack };
    //                  ^ response 500 tells
    if (event.b) return { statusCode: 501, body: `failed: ${err}` };
    //                  ^ response 501 tells
    if (event.c) return { statusCode: err.statusCode || 502, body: 'failed' };
    //                  ^ response 502|?
    return fail(400, err instanceof Error ? err.message : String(err));
  }
};
)js");
}

TEST_CASE("clients made once, each time, or cached") {
  CHECK_TRACE("app.py", R"py(
import boto3
from functools import lru_cache
s3 = boto3.client("s3")
#    ^ client s3
cached = None
@lru_cache
def queue():
    return boto3.client("sqs")
#          ^ client sqs per-call cached
def table():
    return boto3.resource("dynamodb").Table("t")
#          ^ client dynamodb per-call
def handler(event, context):
    global cached
    if cached is None:
        cached = boto3.client("sns")
#                ^ client sns per-call cached
    other = boto3.client("sts", aws_access_key_id=event["id"])
#           ^ client sts per-call credentials
    return queue(), table(), other
)py");
  CHECK_TRACE("index.mjs", R"js(
import { S3Client } from '@aws-sdk/client-s3';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
const s3 = new S3Client({});
//         ^ client s3
let db;
export const handler = async () => {
  db ??= new DynamoDBClient({});
  //     ^ client dynamodb per-call cached
  const each = DynamoDBDocumentClient.from(new DynamoDBClient({ maxAttempts: 2 }));
  //                                       ^ client dynamodb per-call
  return new S3Client({ credentials: await assume() });
  //     ^ client s3 per-call credentials
};
)js");
}

TEST_CASE("catches") {
  CHECK_TRACE("app.py", R"py(
import boto3
sqs = boto3.client("sqs")
def handler(event, context):
    failures = []
    for record in event["Records"]:
        try:
            work(record)
        except ValueError:
#       < catch in-records
            print("ignored")
        except Exception:
#       < catch all returns-failure in-records
            failures.append({"itemIdentifier": record["messageId"]})
    try:
        work(event)
    except:
#   < catch all passes-on
        sqs.send_message(QueueUrl="q", MessageBody="x")
    try:
        work(event)
    except BaseException as e:
#   < catch all re-raises
        raise RuntimeError from e
    return {"batchItemFailures": failures}
)py");
  CHECK_TRACE("index.js", R"js(
exports.handler = async (event) => {
  await Promise.all(event.Records.map(async (record) => {
    try { work(record); } catch { console.log('ignored'); }
    //                    ^ catch all in-records
  }));
  try { work(event); } catch (e) { throw e; }
  //                   ^ catch all re-raises
  try { work(event); } catch (e) { return { statusCode: 500 }; }
  //                   ^ catch all returns-failure exits
};
)js");
}

TEST_CASE("fields of the event") {
  CHECK_TRACE("app.py", R"py(
import json
def handler(event, context):
    for record in event["Records"]:
#                 ^ event Records
        key = record["s3"]["object"]["key"]
#             ^ event Records[].s3
#             ^ event Records[].s3.object
#             ^ event Records[].s3.object.key
    user = event.get("user")
#          ^ event user guarded
)py");
  CHECK_TRACE("index.ts", R"js(
export const handler = async ({ pathParameters, body }: Event) => {
  //                            ^ event pathParameters
  //                                            ^ event body
  const id = pathParameters?.id;
  //         ^ event pathParameters.id guarded
  return id;
};
)js");
}

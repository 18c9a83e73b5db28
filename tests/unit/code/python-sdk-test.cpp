// Python's ways to a client, to an operation and to its target, each with a caret under the call.

#include <doctest/doctest.h>

#include "support/code-trace.h"

using cumulint::test::compare_trace;
using cumulint::test::trace_facts;

#define CHECK_TRACE(text) CHECK(compare_trace("app.py", text) == "")

TEST_CASE("clients, resources, sessions, paginators, waiters") {
  CHECK_TRACE(R"py(
import os, boto3
from boto3 import Session, client as make, resource
client = boto3.client("dynamodb", region_name="eu-west-1")
table = resource("dynamodb").Table("orders")
session = Session()
queue = session.resource("sqs").Queue(os.environ["QUEUE_URL"])
topic = session.client(service_name="sns")
sfn = make("stepfunctions")
s3 = boto3.Session(profile_name="x").client("s3")
bucket = boto3.resource("s3").Bucket("photos")
def handler(event, context):
    client.get_item(TableName="orders", Key={})
#   ^ dynamodb GetItem orders ignored
    answer = table.query(KeyConditionExpression="x")
#            ^ dynamodb Query orders
    queue.send_message(MessageBody="x")
#   ^ sqs SendMessage env:QUEUE_URL ignored
    topic.publish(TopicArn=f"arn:aws:sns:eu-west-1:123456789012:{os.environ['TOPIC']}", Message="x")
#   ^ sns Publish arn:aws:sns:eu-west-1:123456789012:{env:TOPIC} ignored
    sfn.start_execution(stateMachineArn=os.getenv("MACHINE", "none"), input="{}")
#   ^ states StartExecution env:MACHINE=none ignored
    s3.upload_file("/tmp/x", "photos", "key")
#   ^ s3 PutObject photos ignored
    bucket.Object("key").get()["Body"].read()
#   ^ s3 GetObject photos
    for page in client.get_paginator("scan").paginate(TableName="orders"):
#               ^ dynamodb Scan orders paginated
        print(page)
    client.get_waiter("table_exists").wait(TableName="orders")
#   ^ dynamodb DescribeTable orders ignored
    boto3.client("lambda").invoke(FunctionName="price", InvocationType="Event")
#   ^ lambda Invoke price ignored
    boto3.client("rds").describe_db_instances()
#   ^ rds DescribeDBInstances ignored
    with table.batch_writer() as batch:
        batch.put_item(Item={})
#       ^ dynamodb BatchWriteItem orders ignored
    for thing in bucket.objects.filter(Prefix="a/"):
#                ^ s3 ListObjects photos paginated
        thing.delete()
#       ^ s3 DeleteObject photos conditional loop ignored
    client.batch_get_item(RequestItems={"orders": {}, os.environ["OTHER"]: {}})
#   ^ dynamodb BatchGetItem orders|env:OTHER ignored
    client.execute_statement(Statement='SELECT * FROM "orders"."by-day" WHERE day = ?')
#   ^ dynamodb ExecuteStatement orders ignored
    client.close()
    client.exceptions.ResourceNotFoundException
    s3.generate_presigned_url("get_object", Params={})
)py");
}

TEST_CASE("clients made in helpers, classes, constructors, closures, caches, default arguments") {
  CHECK_TRACE(R"py(
import os
from functools import lru_cache, partial
import boto3
_client = None
def get_client():
    global _client
    if _client is None:
        _client = boto3.client("dynamodb")
    return _client
@lru_cache(maxsize=1)
def cached(service):
    return boto3.client(service)
class Store:
    name = "orders"
    def __init__(self, table=None, *, client=boto3.client("s3")):
        self.table = table or boto3.resource("dynamodb").Table(self.name)
        self.client = client
    @property
    def files(self):
        return self.client
    @classmethod
    def create(cls):
        return cls()
    @staticmethod
    def all(table):
        return table.scan()
#              ^ dynamodb Scan orders
    def load(self, key):
        return self.table.get_item(Key=key)
#              ^ dynamodb GetItem orders
class Special(Store):
    name = "special"
    def load(self, key):
        self.files.get_object(Bucket=self.name, Key=key)
#       ^ s3 GetObject special ignored
        return super().load(key)
def closure():
    inner = boto3.client("sqs")
    def send(url):
        return inner.send_message(QueueUrl=url, MessageBody="")
#              ^ sqs SendMessage env:URL
    return send
def handler(event, context):
    get_client().put_item(TableName="a", Item={})
#   ^ dynamodb PutItem a ignored
    cached("lambda").invoke(FunctionName="b")
#   ^ lambda Invoke b ignored
    store = Store.create()
    store.load({})
    Store.all(store.table)
    Special(store.table).load({})
    closure()(os.environ["URL"])
    put = partial(get_client().put_item, TableName="c")
    put(Item={})
#   ^ dynamodb PutItem c ignored
    scan = store.table.scan
    [scan() for _ in range(3)]
#    ^ dynamodb Scan orders conditional loop
)py");
}

TEST_CASE("names through modules: packages, relative imports, re-exports, settings") {
  CHECK_TRACE(R"py(
import store.db as db
import lib.names
from lib import tables
from lib.names import *
def handler(event, context):
    tables.orders.put_item(Item={})
#   ^ dynamodb PutItem env:ORDERS ignored
    db.events.put_events(Entries=[{"EventBusName": BUS, "Source": "a"}])
#   ^ events PutEvents main-bus ignored
    db.events.put_events(Entries=[{"EventBusName": lib.names.Names.OTHER.value}])
#   ^ events PutEvents other ignored
# file: lib/__init__.py
# file: lib/tables.py
from .names import ORDERS, settings
from ..app_aws import resource
orders = resource.Table(ORDERS)
# file: lib/names.py
import os
from enum import Enum
ORDERS = os.environ["ORDERS"]
BUS = "main" + "-" + "bus"
settings = {"bus": BUS}
class Names(str, Enum):
    OTHER = "other"
# file: app_aws.py
import boto3
resource = boto3.resource("dynamodb")
# file: store/db.py
import boto3
events = boto3.client("events")
)py");
}

TEST_CASE("values: dictionaries, formats, defaults, conditions on literals, spread arguments") {
  CHECK_TRACE(R"py(
import os
import boto3
c = boto3.client("dynamodb")
CONFIG = {"tables": {"a": "one"}, **{"b": "two"}}
STAGE = os.environ.get("STAGE") or "dev"
def call(sync=True, **options):
    kind = "RequestResponse" if sync else "Event"
    boto3.client("lambda").invoke(FunctionName="f", InvocationType=kind, **options)
#   ^ lambda Invoke f ignored
def handler(event, context):
    c.get_item(TableName=CONFIG["tables"]["a"])
#   ^ dynamodb GetItem one ignored
    c.put_item(TableName=CONFIG.get("b", "three"))
#   ^ dynamodb PutItem two ignored
    c.query(TableName="orders-%s" % STAGE)
#   ^ dynamodb Query orders-{env:STAGE=dev} ignored
    c.scan(TableName="{}-{name}".format("orders", name=STAGE))
#   ^ dynamodb Scan orders-{env:STAGE=dev} ignored
    params = {"TableName": "-".join(["a", "b"])}
    params["Limit"] = 3
    c.scan(**params)
#   ^ dynamodb Scan a-b ignored
    c.scan(**event)
#   ^ dynamodb Scan ? spread ignored
    call(sync=False)
    name = "x" if event.get("a") else "y"
    c.delete_item(TableName=name)
#   ^ dynamodb DeleteItem x|y ignored
    if os.environ.get("DEBUG") == "1":
        c.update_item(TableName=context.function_name)
#       ^ dynamodb UpdateItem context:function_name conditional ignored
)py");
}

TEST_CASE("how a call is reached") {
  CHECK_TRACE(R"py(
import boto3
t = boto3.resource("dynamodb").Table("t")
t.load()
#< dynamodb DescribeTable t ignored
def helper():
    t.get_item(Key={})
#   ^ dynamodb GetItem t guarded loop ignored
def never():
    t.delete()
def handler(event, context):
    for record in event["Records"]:
        t.put_item(Item=record)
#       ^ dynamodb PutItem t loop ignored
        if record["x"]:
            helper()
    try:
        t.query()
#       ^ dynamodb Query t ignored
    except Exception:
        t.update_item(Key={})
#       ^ dynamodb UpdateItem t caught ignored
    finally:
        t.scan()
#       ^ dynamodb Scan t ignored
    while True:
        t.reload()
#       ^ dynamodb DescribeTable t loop ignored
        break
    if not event.get("ok"):
        return
    t.delete_item(Key={})
#   ^ dynamodb DeleteItem t guarded ignored
if __name__ == "__main__":
    never()
)py");
}

TEST_CASE("threads, tasks, callbacks, async clients") {
  CHECK_TRACE(R"py(
import asyncio
from concurrent.futures import ThreadPoolExecutor
import aioboto3, boto3
s3 = boto3.client("s3")
def load(key):
    return s3.get_object(Bucket="b", Key=key)
#          ^ s3 GetObject b
def store(key):
    return s3.put_object(Bucket="b", Key=key)
#          ^ s3 PutObject b conditional loop
async def work(name):
    async with aioboto3.Session().client("sqs") as sqs:
        await sqs.send_message(QueueUrl=name, MessageBody="")
#             ^ sqs SendMessage u ignored
def handler(event, context):
    with ThreadPoolExecutor() as pool:
        pool.submit(load, "a")
        list(pool.map(store, ["a", "b"]))
    asyncio.run(work("u"))
)py");
}

TEST_CASE("Powertools: parameters, batches, idempotency; values in SSM") {
  CHECK_TRACE(R"py(
import boto3
from aws_lambda_powertools.utilities import parameters
from aws_lambda_powertools.utilities.batch import BatchProcessor, EventType, process_partial_response
processor = BatchProcessor(event_type=EventType.SQS)
table = boto3.resource("dynamodb").Table(parameters.get_parameter("/orders/table"))
#                                        ^ ssm GetParameter /orders/table
ssm = boto3.client("ssm")
def record_handler(record):
    table.put_item(Item={})
#   ^ dynamodb PutItem ssm:/orders/table loop ignored
def handler(event, context):
    name = ssm.get_parameter(Name="/queue")["Parameter"]["Value"]
#          ^ ssm GetParameter /queue
    boto3.client("sqs").send_message(QueueUrl=name, MessageBody="")
#   ^ sqs SendMessage ssm:/queue ignored
    return process_partial_response(event=event, record_handler=record_handler, processor=processor, context=context)
)py");
}

TEST_CASE("HTTP calls and their timeouts") {
  CHECK_TRACE(R"py(
import os
import requests, httpx
from urllib.request import Request, urlopen
URL = os.environ["URL"]
session = requests.Session()
def handler(event, context):
    requests.get(URL + "/a")
#   ^ http GET {env:URL}/a no-timeout
    session.post(f"{URL}/b", json={}, timeout=3)
#   ^ http POST {env:URL}/b timeout
    requests.request("DELETE", URL, timeout=None)
#   ^ http DELETE env:URL no-timeout
    urlopen(Request(URL, data=b"x"), timeout=2)
#   ^ http POST env:URL timeout
    httpx.put(URL)
#   ^ http PUT env:URL timeout
)py");
}

TEST_CASE("which variables must be there") {
  CHECK_TRACE(R"py(
import os
from contextlib import suppress
from os import environ, getenv
from pydantic_settings import BaseSettings
class Settings(BaseSettings):
    table_name: str
#   ^ needs TABLE_NAME
    level: str = "info"
#   ^ reads LEVEL
settings = Settings()
def handler(event, context):
    a = os.environ["A"]
#       ^ needs A
    b = os.environ.get("B")
#       ^ reads B
    c = getenv("C", "x")
#       ^ reads C
    try:
        d = environ["D"]
#           ^ reads D
    except KeyError:
        d = None
    if "E" in os.environ:
        e = os.environ["E"]
#           ^ reads E
    os.environ.setdefault("F", "1")
#   ^ reads F
    f = os.environ["F"]
#       ^ reads F
    os.environ["G"] = "x"
    g = os.environ["G"]
#       ^ reads G
    with suppress(KeyError):
        i = os.environ["I"]
#           ^ reads I
    local = os.environ.get("AWS_SAM_LOCAL") == "true"
    j = os.environ["J"] if local else None
    if local:
        k = os.environ["K"]
    if "H" not in environ:
        return
    h = environ["H"]
#       ^ reads H
)py");
}

TEST_CASE("facts of a Python handler") {
  const auto facts = [](const char* text) { return trace_facts("app.py", text); };
  CHECK(facts("def handler(event, context):\n    return {'batchItemFailures': []}\n") == "known, failures:empty");
  CHECK(facts("def handler(event, context):\n    f = []\n    for r in event['Records']:\n        f.append(r)\n"
              "    return {'batchItemFailures': f}\n") == "known, records, failures");
  CHECK(facts("import boto3, other\nc = boto3.client('s3')\ndef handler(event, context):\n    other.use(c)\n") ==
        "known, opaque:s3");
  CHECK(facts("import importlib\ndef handler(e, c):\n    importlib.import_module(e['x']).f()\n") ==
        "an import whose name is computed");
  CHECK(facts("from .missing import x\ndef handler(e, c):\n    x()\n") == "an import that is not there");
  CHECK(facts("import os\nfrom dotenv import load_dotenv\nload_dotenv()\ndef handler(e, c):\n    return os.environ[e['x']]\n") ==
        "known, computed, env-file");
  CHECK(facts("handler = make()\n") == "a call of something unknown: make");
  CHECK(facts("def handler(e, c):\n    return e['headers']['Authorization']\n") == "known, authorization");
  CHECK(facts("H = {'a': lambda e: 1}\ndef handler(e, c):\n    return H[e['x']](e)\n") == "known");
}

TEST_CASE("routes: Powertools, Flask, FastAPI, conditions") {
  CHECK_TRACE(R"py(
import boto3
from aws_lambda_powertools.event_handler import APIGatewayRestResolver
from aws_lambda_powertools.event_handler.router import Router
t = boto3.resource("dynamodb").Table("t")
app = APIGatewayRestResolver(strip_prefixes=["/x"])
router = Router()
@app.get("/orders/<id>")
#^ route GET /orders/<id> GetItem
def one(id):
    return t.get_item(Key={"id": id})
#          ^ dynamodb GetItem t conditional
@router.route("/b", method=["POST"])
#^ route POST /admin/b Scan
def b():
    return t.scan()
#          ^ dynamodb Scan t conditional
app.include_router(router, prefix="/admin")
def handler(event, context):
    return app.resolve(event, context)
)py");
  CHECK_TRACE(R"py(
from flask import Flask, Blueprint
import serverless_wsgi
app = Flask(__name__)
users = Blueprint("users", __name__, url_prefix="/users")
@users.route("/<name>", methods=["DELETE"])
#^ route DELETE /users/<name>
def remove(name):
    return ""
app.register_blueprint(users)
def handler(event, context):
    return serverless_wsgi.handle_request(app, event, context)
)py");
  CHECK_TRACE(R"py(
import boto3
t = boto3.resource("dynamodb").Table("t")
def orders(event):
    return t.scan()
#          ^ dynamodb Scan t guarded
def handler(event, context):
    path = event["path"]
    if path == "/orders" and event["httpMethod"] == "GET":
#      ^ route GET /orders Scan
        return orders(event)
    elif path.startswith("/users/"):
#        ^ route ANY /users/
        return {}
    match event.get("routeKey"):
        case "PUT /things":
#       ^ route PUT /things
            return {}
)py");
}

// Further forms of Python in which clients, operations and targets are written.

#include <doctest/doctest.h>

#include "support/code-trace.h"

using cumulint::test::compare_trace;
using cumulint::test::trace_facts;

#define CHECK_TRACE(name, text) CHECK(compare_trace(name, text) == "")

TEST_CASE("match, walrus, conditional and local imports, star imports") {
  CHECK_TRACE("app.py", R"py(
import os
import boto3
try:
    from fast import queue_name
except ImportError:
    from slow import queue_name
from names import *
from typing import TYPE_CHECKING
if TYPE_CHECKING:
    from mypy_boto3_sqs import SQSClient
sqs: "SQSClient" = boto3.client("sqs")
def table_of(event):
    match event["kind"]:
        case "a" | "b":
            return "letters"
        case {"name": name}:
            return name
        case [first, *rest] if first:
            return "lists"
        case _:
            return "others"
def handler(event, context):
    import helpers
    sqs.send_message(QueueUrl=queue_name, MessageBody="")
#   ^ sqs SendMessage ?|slow ignored
    sqs.purge_queue(QueueUrl=STARRED)
#   ^ sqs PurgeQueue starred ignored
    if (url := os.environ.get("URL")) is not None:
        sqs.send_message(QueueUrl=url, MessageBody="")
#       ^ sqs SendMessage env:URL conditional ignored
    while (batch := sqs.receive_message(QueueUrl="q")).get("Messages"):
#                   ^ sqs ReceiveMessage q
        print(batch)
    boto3.client("dynamodb").scan(TableName=table_of(event))
#   ^ dynamodb Scan letters|lists|others|? ignored
    return helpers.load()
# file: slow.py
queue_name = "slow"
# file: names.py
STARRED = "starred"
_hidden = "hidden"
# file: helpers.py
from boto3 import client as make, Session as S
from boto3.dynamodb.conditions import Key
def load():
    make("sns").publish(TopicArn="t", Message="")
#   ^ sns Publish t ignored
    return S(profile_name="x").resource("dynamodb").Table("t").query(KeyConditionExpression=Key("a").eq(1))
#          ^ dynamodb Query t
)py");
}

TEST_CASE("classes: properties, class and static methods, inheritance, data classes, enumerations") {
  CHECK_TRACE("app.py", R"py(
import os
import boto3
from abc import ABC, abstractmethod
from dataclasses import dataclass, field
from enum import Enum
from functools import cached_property, partial
class Tables(str, Enum):
    ORDERS = "orders"
    USERS = "users"
@dataclass
class Config:
    table: str = "configured"
    other: str = field(default_factory=lambda: os.environ["OTHER"])
class Base(ABC):
    _client = None
    @classmethod
    def client(cls):
        if cls._client is None:
            cls._client = boto3.client("dynamodb")
        return cls._client
    @abstractmethod
    def name(self): ...
    def load(self):
        return self.client().scan(TableName=self.name())
#              ^ dynamodb Scan orders
class Orders(Base):
    def name(self):
        return Tables.ORDERS.value
class Lazy:
    @cached_property
    def table(self):
        return boto3.resource("dynamodb").Table(Tables.USERS)
    @property
    def bucket(self):
        return self._bucket
    @bucket.setter
    def bucket(self, value):
        self._bucket = value
    @staticmethod
    def s3():
        return boto3.client("s3")
def put(client, bucket, key):
    client.put_object(Bucket=bucket, Key=key)
#   ^ s3 PutObject files ignored
#   ^ s3 PutObject other ignored
class Singleton:
    instance = None
    def __new__(cls):
        if cls.instance is None:
            cls.instance = super().__new__(cls)
            cls.instance.sns = boto3.client("sns")
        return cls.instance
def handler(event, context):
    Orders().load()
    lazy = Lazy()
    lazy.table.scan()
#   ^ dynamodb Scan users ignored
    lazy.bucket = "bucket"
    Lazy.s3().list_objects_v2(Bucket=lazy.bucket)
#   ^ s3 ListObjectsV2 bucket ignored
    config = Config()
    boto3.client("dynamodb").scan(TableName=config.table)
#   ^ dynamodb Scan configured ignored
    boto3.client("dynamodb").scan(TableName=config.other)
#   ^ dynamodb Scan env:OTHER ignored
    to_files = partial(put, Lazy.s3(), "files")
    to_files("key")
    put(key="k", bucket="other", client=Lazy.s3())
    Singleton().sns.publish(TopicArn="t", Message="")
#   ^ sns Publish t ignored
)py");
}

TEST_CASE("wrappers: decorators, context managers, generators, closures, dispatch tables") {
  CHECK_TRACE("app.py", R"py(
import boto3
import functools
from contextlib import contextmanager
s3 = boto3.client("s3")
def logged(function):
    @functools.wraps(function)
    def inner(*args, **kwargs):
        print("call")
        return function(*args, **kwargs)
    return inner
def retry(times):
    def wrap(function):
        def inner(event, context):
            for _ in range(times):
                return function(event, context)
        return inner
    return wrap
@contextmanager
def session(name):
    yield boto3.client(name)
def names():
    yield "one"
    yield from ["two"]
def created(event):
    s3.put_object(Bucket="created", Key="k")
#   ^ s3 PutObject created conditional loop ignored
def deleted(event):
    s3.delete_object(Bucket="deleted", Key="k")
#   ^ s3 DeleteObject deleted conditional loop ignored
ACTIONS = {"created": created, "deleted": deleted}
@retry(3)
@logged
def handler(event, context):
    with session("sqs") as sqs:
        sqs.send_message(QueueUrl="q", MessageBody="")
#       ^ sqs SendMessage q conditional loop ignored
    for name in names():
        s3.create_bucket(Bucket=name)
#       ^ s3 CreateBucket one|two conditional loop ignored
    action = ACTIONS.get(event["action"])
    if action:
        action(event)
    [s3.head_bucket(Bucket=b) for b in ("x", "y")]
#    ^ s3 HeadBucket x conditional loop
#    ^ s3 HeadBucket y conditional loop
    getattr(s3, "list_buckets")()
#   ^ s3 ListBuckets conditional loop ignored
    verb = "get_object" if event["read"] else "head_object"
    getattr(s3, verb)(Bucket="b", Key="k")
#   ^ s3 GetObject b conditional loop ignored
#   ^ s3 HeadObject b conditional loop ignored
)py");
}

TEST_CASE("custom resources by crhelper") {
  CHECK_TRACE("app.py", R"py(
import boto3
from crhelper import CfnResource
helper = CfnResource()
table = boto3.resource("dynamodb").Table("settings")
@helper.create
@helper.update
def write(event, _):
    table.put_item(Item={"name": event["ResourceProperties"]["Name"]})
#   ^ dynamodb PutItem settings conditional ignored
@helper.delete
def nothing(_, __):
    pass
def handler(event, context):
    helper(event, context)
)py");
}

TEST_CASE("values: formats, joins, replacements, lookups") {
  CHECK_TRACE("app.py", R"py(
import os
import boto3
from string import Template
s3 = boto3.client("s3")
STAGE = os.getenv("STAGE", "dev")
PREFIX, SUFFIX = "files", "data"
NAMES = {"dev": "dev-files", **{"prod": "prod-files"}}
def handler(event, context):
    s3.list_objects_v2(Bucket=f"{PREFIX}-{STAGE}")
#   ^ s3 ListObjectsV2 files-{env:STAGE=dev} ignored
    s3.list_objects_v2(Bucket="{}-{name}".format(PREFIX, name=SUFFIX))
#   ^ s3 ListObjectsV2 files-data ignored
    s3.list_objects_v2(Bucket="%s-%s" % (PREFIX, SUFFIX))
#   ^ s3 ListObjectsV2 files-data ignored
    s3.list_objects_v2(Bucket="-".join([PREFIX, SUFFIX]))
#   ^ s3 ListObjectsV2 files-data ignored
    s3.list_objects_v2(Bucket=NAMES[STAGE])
#   ^ s3 ListObjectsV2 dev-files|prod-files ignored
    s3.list_objects_v2(Bucket=event.get("bucket") or "fallback")
#   ^ s3 ListObjectsV2 event:bucket|fallback ignored
    s3.list_objects_v2(Bucket="yes" if event else "no")
#   ^ s3 ListObjectsV2 yes|no ignored
    s3.list_objects_v2(**{"Bucket": "spread", "MaxKeys": 1})
#   ^ s3 ListObjectsV2 spread ignored
    parameters = dict(Bucket="made")
    parameters["Prefix"] = "p"
    s3.list_objects_v2(**parameters)
#   ^ s3 ListObjectsV2 made ignored
    s3.list_objects_v2(Bucket=os.environ["BUCKET"].strip().lower())
#   ^ s3 ListObjectsV2 ? ignored
    bucket = "one"
    bucket += "-two"
    s3.list_objects_v2(Bucket=bucket)
#   ^ s3 ListObjectsV2 one-two ignored
    s3.list_objects_v2(Bucket="arn:aws:s3:::named".split(":")[-1])
#   ^ s3 ListObjectsV2 named ignored
    s3.list_objects_v2(Bucket="a-b".replace("-", "."))
#   ^ s3 ListObjectsV2 a.b ignored
)py");
}

TEST_CASE("what `with` leaves: __exit__ runs after the block, with what the block has made") {
  CHECK_TRACE("app.py", R"py(
import asyncio
import boto3
table = boto3.resource("dynamodb").Table("orders")
class Batch:
    def __init__(self, save):
        self.save = save
        self.ready = []
    async def __aenter__(self):
        return self
    async def __aexit__(self, kind, error, trace):
        await asyncio.gather(*[self.save(item) for item in self.ready])
    async def read(self, event):
        self.ready = [record["body"] for record in event["Records"]]
class Lock:
    def __enter__(self):
        return self
    def __exit__(self, *failure):
        table.delete_item(Key={"id": "lock"})
#       ^ dynamodb DeleteItem orders ignored
async def save(item):
    table.put_item(Item={"id": item})
#   ^ dynamodb PutItem orders conditional loop ignored
async def work(event):
    async with Batch(save=save) as batch:
        await batch.read(event)
def handler(event, context):
    with Lock():
        asyncio.run(work(event))
)py");
}

TEST_CASE("clients that a comprehension makes of a few names") {
  CHECK_TRACE("app.py", R"py(
import boto3
NAMES = ["sqs", "sns"]
clients = {name: boto3.client(name) for name in NAMES}
s3, ddb = (boto3.client(name) for name in ("s3", "dynamodb"))
def handler(event, context):
    clients["sqs"].purge_queue(QueueUrl="jobs")
#   ^ sqs PurgeQueue jobs ignored
    s3.delete_object(Bucket="photos", Key="x")
#   ^ s3 DeleteObject photos ignored
    ddb.delete_table(TableName="orders")
#   ^ dynamodb DeleteTable orders ignored
)py");
}

TEST_CASE("functions that are looked up by the route key") {
  CHECK_TRACE("app.py", R"py(
import boto3
table = boto3.resource("dynamodb").Table("orders")
def everything(event):
#   ^ route GET /orders Scan
    return table.scan()
#          ^ dynamodb Scan orders conditional
def create(event):
#   ^ route POST /orders PutItem
    return table.put_item(Item=event)
#          ^ dynamodb PutItem orders conditional
ROUTES = {"GET /orders": everything, "POST /orders": create}
def handler(event, context):
    serve = ROUTES.get(event["routeKey"])
    return serve(event) if serve else None
)py");
}

TEST_CASE("arguments that a loop puts together are known") {
  CHECK_TRACE("app.py", R"py(
import boto3
table = boto3.resource("dynamodb").Table("orders")
def handler(event, context):
    rows, arguments = [], {}
    while True:
        page = table.scan(**arguments)
#              ^ dynamodb Scan orders loop
        rows += page["Items"]
        if "LastEvaluatedKey" not in page:
            return rows
        arguments = {"ExclusiveStartKey": page["LastEvaluatedKey"]}

)py");
  CHECK_TRACE("app.py", R"py(
import boto3
table = boto3.resource("dynamodb").Table("orders")
def handler(event, context):
    arguments = {}
    for name in event["names"]:
        table.scan(**arguments)
#       ^ dynamodb Scan orders conditional loop spread ignored
        arguments = make(name)
)py");
}

TEST_CASE("objects that an exit stack enters") {
  CHECK_TRACE("app.py", R"py(
from contextlib import AsyncExitStack, ExitStack
import aioboto3, boto3
async def run():
    async with AsyncExitStack() as stack:
        client = await stack.enter_async_context(aioboto3.Session().client("sqs"))
        await client.purge_queue(QueueUrl="jobs")
#             ^ sqs PurgeQueue jobs ignored
def handler(event, context):
    with ExitStack() as stack:
        stack.enter_context(boto3.client("s3")).delete_object(Bucket="photos", Key="x")
#       ^ s3 DeleteObject photos ignored
    return run()
)py");
}

TEST_CASE("applications of Starlette, Flask's views, dependencies by type, and what nobody knows") {
  CHECK_TRACE("app.py", R"py(
import boto3
from starlette.applications import Starlette
from starlette.routing import Mount, Route
from mangum import Mangum
table = boto3.resource("dynamodb").Table("orders")
async def everything(request):
    return table.scan()
#          ^ dynamodb Scan orders conditional
async def create(request):
    return table.put_item(Item={})
#          ^ dynamodb PutItem orders conditional
app = Starlette(routes=[
    Route("/orders", everything, methods=["GET"]),
#   ^ route GET /orders Scan
    Mount("/v1", routes=[Route("/orders", endpoint=create, methods=["POST"])]),
#                        ^ route POST /v1/orders PutItem
])
handler = Mangum(app)
)py");
  CHECK_TRACE("app.py", R"py(
import boto3, awsgi
from flask import Flask
from flask.views import MethodView
table = boto3.resource("dynamodb").Table("orders")
class Orders(MethodView):
    def get(self):
        return table.scan()
#              ^ dynamodb Scan orders conditional
    def post(self):
        return table.put_item(Item={})
#              ^ dynamodb PutItem orders conditional
app = Flask(__name__)
app.add_url_rule("/orders", view_func=Orders.as_view("orders"))
#< route ANY /orders Scan PutItem
def handler(event, context):
    return awsgi.response(app, event, context)
)py");
  CHECK_TRACE("app.py", R"py(
import boto3
from fastapi import Depends, FastAPI
from mangum import Mangum
class Orders:
    def __init__(self):
        self.table = boto3.resource("dynamodb").Table("orders")
app = FastAPI()
@app.get("/orders")
#^ route GET /orders Scan
def everything(orders: Orders = Depends()):
    return orders.table.scan()
#          ^ dynamodb Scan orders conditional
handler = Mangum(app)
)py");
  CHECK(trace_facts("app.py", "from mangum import Mangum\nfrom django.core.asgi import get_asgi_application\n"
                              "handler = Mangum(get_asgi_application())\n")
            .find("a framework that calls code by itself") == 0);
}

TEST_CASE("the first segment of the path") {
  CHECK_TRACE("app.py", R"py(
import boto3
table = boto3.resource("dynamodb").Table("orders")
def handler(event, context):
    parts = event["path"].strip("/").split("/")
    if parts[0] == "orders":
#      ^ route ANY /orders Scan
        return table.scan()
#              ^ dynamodb Scan orders guarded
    return None
)py");
}

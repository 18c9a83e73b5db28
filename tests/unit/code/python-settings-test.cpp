// Settings classes of pydantic, and what FastAPI's parameters get.

#include <doctest/doctest.h>

#include "support/code-trace.h"

using cumulint::test::compare_trace;

#define CHECK_TRACE(text) CHECK(compare_trace("app.py", text) == "")

TEST_CASE("a settings class reads its variables under a prefix, by alias, with defaults") {
  CHECK_TRACE(R"py(
import boto3
from pydantic import Field
from pydantic_settings import BaseSettings, SettingsConfigDict

class Base(BaseSettings):
    model_config = SettingsConfigDict(env_prefix="APP_", case_sensitive=False)
    stage: str
#   ^ needs APP_STAGE

class Settings(Base):
    table_name: str
#   ^ needs APP_TABLE_NAME
    queue: str = Field(..., validation_alias="QUEUE_URL")
#   ^ needs QUEUE_URL
    topic: str = Field(default="none", description="where to tell")
#   ^ reads APP_TOPIC
    limit: int | None
#   ^ reads APP_LIMIT
    bucket: str = "mine"

settings = Settings(bucket="given")

def handler(event, context):
    boto3.client("dynamodb").put_item(TableName=settings.table_name, Item={})
#   ^ dynamodb PutItem env:APP_TABLE_NAME ignored
    boto3.client("sqs").send_message(QueueUrl=settings.queue, MessageBody="x")
#   ^ sqs SendMessage env:QUEUE_URL ignored
    boto3.client("s3").delete_object(Bucket=settings.bucket, Key="x")
#   ^ s3 DeleteObject given ignored
)py");
}

TEST_CASE("settings that may come from a file are not needed") {
  CHECK_TRACE(R"py(
from pydantic_settings import BaseSettings

class Settings(BaseSettings):
    table: str
#   ^ reads TABLE
    class Config:
        env_file = ".env"

def handler(event, context):
    return Settings().table
)py");
}

TEST_CASE("what Depends makes reaches a route's function, also through Annotated") {
  CHECK_TRACE(R"py(
import os
from typing import Annotated
import boto3
from fastapi import APIRouter, Depends, FastAPI
from mangum import Mangum

class Store:
    def __init__(self):
        self.table = boto3.resource("dynamodb").Table("kept")

def table():
    return boto3.resource("dynamodb").Table(os.environ["TABLE"])
#                                           ^ needs TABLE

TableOf = Annotated[object, Depends(table)]
app = FastAPI()

@app.get("/a")
#^ route GET /a GetItem
def one(table=Depends(table)):
    return table.get_item(Key={"id": 1})
#          ^ dynamodb GetItem env:TABLE conditional

@app.get("/b")
#^ route GET /b DeleteItem
def other(id: str, table: TableOf):
    return table.delete_item(Key={"id": id})
#          ^ dynamodb DeleteItem env:TABLE conditional

@app.get("/c")
#^ route GET /c PutItem
def third(store=Depends(Store)):
    return store.table.put_item(Item={})
#          ^ dynamodb PutItem kept conditional

handler = Mangum(app)
)py");
}

TEST_CASE("what lies in a bucket or queue, and what tells a queue's URL") {
  CHECK_TRACE(R"py(
import boto3
bucket = boto3.resource("s3").Bucket("photos")
sqs = boto3.client("sqs")
def handler(event, context):
    for thing in bucket.objects.all():
#                ^ s3 ListObjects photos paginated
        thing.delete()
#       ^ s3 DeleteObject photos conditional loop ignored
    url = sqs.get_queue_url(QueueName="jobs")["QueueUrl"]
#         ^ sqs GetQueueUrl jobs
    sqs.send_message(QueueUrl=url, MessageBody="x")
#   ^ sqs SendMessage result:QueueUrl ignored
)py");
}

TEST_CASE("packages that read variables, and a named tuple's fields by their places") {
  CHECK_TRACE(R"py(
from typing import NamedTuple
import boto3
from decouple import config
from environs import Env

class Names(NamedTuple):
    table: str
    queue: str

env = Env()
names = Names(env.str("TABLE"), config("QUEUE", default="none"))
#             ^ reads TABLE
#                               ^ reads QUEUE

def handler(event, context):
    table, queue = names
    boto3.client("dynamodb").put_item(TableName=table, Item={})
#   ^ dynamodb PutItem env:TABLE ignored
    boto3.client("sqs").purge_queue(QueueUrl=queue)
#   ^ sqs PurgeQueue env:QUEUE=none ignored
)py");
}

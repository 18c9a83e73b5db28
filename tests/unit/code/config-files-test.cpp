// JSON and YAML files beside the code, as values.

#include <doctest/doctest.h>

#include "code-application.h"
#include "support/code-trace.h"

using cumulint::test::compare_trace;

#define CHECK_TRACE(name, text) CHECK(compare_trace(name, text) == "")

TEST_CASE("Python opens files of the function's folder") {
  CHECK_TRACE("app.py", R"py(
import json
import os
from pathlib import Path
import boto3
import yaml
db = boto3.client("dynamodb")
here = os.path.dirname(os.path.abspath(__file__))
with open(os.path.join(here, "settings", "config.json")) as file:
    config = json.load(file)
stages = yaml.safe_load(open("stages.yaml").read())
more = json.loads((Path(__file__).resolve().parent / "settings/config.json").read_text())
also = json.loads(Path(__file__).parent.joinpath("settings", "config.json").open().read())
at_root = json.load(open(os.environ["LAMBDA_TASK_ROOT"] + "/settings/config.json", "r", encoding="utf-8"))
missing = json.load(open("none.json"))
def handler(event, context):
    db.scan(TableName=config["table"])
#   ^ dynamodb Scan orders ignored
    db.scan(TableName=config.get("tables", {}).get("users"))
#   ^ dynamodb Scan users ignored
    db.scan(TableName=stages["dev"]["table"])
#   ^ dynamodb Scan dev-orders ignored
    db.scan(TableName=stages[event["stage"]]["table"])
#   ^ dynamodb Scan dev-orders|prod-orders ignored
    db.scan(TableName=more["table"])
#   ^ dynamodb Scan orders ignored
    db.scan(TableName=also["table"])
#   ^ dynamodb Scan orders ignored
    db.scan(TableName=at_root["table"])
#   ^ dynamodb Scan orders ignored
    db.scan(TableName=missing["table"])
#   ^ dynamodb Scan ? ignored
    if config["debug"]:
        db.scan(TableName="debug")
#       ^ dynamodb Scan debug conditional ignored
# file: settings/config.json
{"table": "orders", "tables": {"users": "users"}, "debug": false}
# file: stages.yaml
dev: &dev
  table: dev-orders
prod:
  table: prod-orders
)py");
}

TEST_CASE("JavaScript requires, imports and reads files") {
  CHECK_TRACE("index.js", R"js(
const fs = require('fs');
const path = require('path');
const yaml = require('js-yaml');
const { DynamoDB } = require('@aws-sdk/client-dynamodb');
const db = new DynamoDB({});
const required = require('./config.json');
const read = JSON.parse(fs.readFileSync(path.join(__dirname, 'config.json'), 'utf8'));
const resolved = JSON.parse(fs.readFileSync(path.resolve(__dirname, './config.json')).toString());
const working = yaml.load(fs.readFileSync('stages.yml', 'utf8'));
exports.handler = async () => {
  const late = JSON.parse(await fs.promises.readFile(`${process.env.LAMBDA_TASK_ROOT}/config.json`, 'utf-8'));
  await db.scan({ TableName: required.table });
  //    ^ dynamodb Scan orders ignored
  await db.scan({ TableName: read.table });
  //    ^ dynamodb Scan orders ignored
  await db.scan({ TableName: resolved.tables[0] });
  //    ^ dynamodb Scan users ignored
  await db.scan({ TableName: working.table });
  //    ^ dynamodb Scan yml ignored
  await db.scan({ TableName: late.table });
  //    ^ dynamodb Scan orders ignored
};
// file: config.json
{"table": "orders", "tables": ["users"]}
// file: stages.yml
table: yml
)js");
  CHECK_TRACE("index.mts", R"js(
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { DynamoDB } from '@aws-sdk/client-dynamodb';
import config from './config.json' with { type: 'json' };
const db = new DynamoDB({});
const beside = JSON.parse(readFileSync(new URL('./config.json', import.meta.url), 'utf8'));
const here = dirname(fileURLToPath(import.meta.url));
const joined = JSON.parse(readFileSync(join(here, 'config.json'), 'utf8')) as { table: string };
export const handler = async () => {
  await db.scan({ TableName: config.table });
  //    ^ dynamodb Scan orders ignored
  await db.scan({ TableName: beside.table });
  //    ^ dynamodb Scan orders ignored
  await db.scan({ TableName: joined.table });
  //    ^ dynamodb Scan orders ignored
};
// file: config.json
{"table": "orders"}
)js");
}

TEST_CASE("a name in a file is the resource, and no literal of the code") {
  const cumulint::test::Application application{R"(
Resources:
  Orders:
    Type: AWS::DynamoDB::Table
    Properties: {TableName: orders}
  Fn:
    Type: AWS::Lambda::Function
    Properties: {Runtime: python3.13, Handler: app.handler, Code: src}
)", {{"src/config.yaml", "table: orders\n"}, {"src/app.py", R"(
import boto3, yaml
config = yaml.safe_load(open("config.yaml"))
def handler(event, context):
    boto3.client("dynamodb").scan(TableName=config["table"])
)"}}};
  const cumulint::FunctionCode& code = application.function("Fn");
  REQUIRE(code.calls.size() == 1);
  REQUIRE(code.calls[0].target.resource);
  CHECK(code.calls[0].target.resource->id == "Orders");
  CHECK_FALSE(code.calls[0].target.from_literal);
}

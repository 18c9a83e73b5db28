// The tables of Python's language model: builtins, SDK, HTTP libraries, frameworks.
#pragma once

#include <span>
#include <string_view>

#include "code/interpreter.h"

namespace cumulint {

std::span<const PackageEntry> python_sdk_entries();
std::span<const PackageEntry> python_builtin_entries();
std::span<const PackageEntry> python_http_entries();
std::span<const PackageEntry> python_framework_entries();

/// The path of a builtin name, or null.
const char* python_builtin(std::string_view name);

bool python_sdk_call(Interpreter& interpreter, const Meaning& thing, std::string_view method, CallSite& site, Meanings& out);
bool python_sdk_member(Interpreter& interpreter, CallFrame& frame, const Meaning& base, std::string_view name, Meanings& out);
/// A client that a declared type promises: mypy_boto3_s3.S3Client.
Meanings python_type(Interpreter& interpreter, const Meanings& type);

}  // namespace cumulint

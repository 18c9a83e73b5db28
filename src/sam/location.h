// Where code, layers and definitions lie: S3 addresses as SAM takes them, or paths of local files.
#pragma once

#include <string_view>

#include "sam/context.h"

namespace cumulint::sam {

/// How a target resource spells the three parts.
struct LocationKeys {
  std::string_view bucket = "S3Bucket", key = "S3Key", version = "S3ObjectVersion";
};

/// The location as the map that CloudFormation wants. Null and refused if it is no location; a local path, which
/// packaging replaces, is kept as it is.
const Value* s3_location(Context& context, const Subject& subject, const Field& location, const LocationKeys& keys = {});

/// Is it a file or folder that lies beside the template, as far as files may be read? True if they may not.
bool is_local_file(const Context& context, std::string_view path);

/// The text of a file beside the template as a value, with its own places; null if it can't be read. Where no file may
/// be read, an open value.
const Value* read_local(Context& context, const Field& use, std::string_view path);

}  // namespace cumulint::sam

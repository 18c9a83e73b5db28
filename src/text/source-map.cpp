// Every file text of a process, kept once.
#include "text/source-map.h"

#include <utility>

#include "base/assert.h"

namespace cumulint {

FileId SourceMap::add(std::string path, std::string real_path, std::string text) {
  text.append(SourceFile::padding, '\0');
  const std::lock_guard lock(mutex_);
  const auto known = newest_.find(real_path);
  if (known != newest_.end() && files_[static_cast<std::size_t>(known->second)].padded == text) return known->second;
  newest_[real_path] = static_cast<FileId>(files_.size());
  files_.push_back({std::move(path), std::move(real_path), std::move(text)});
  return static_cast<FileId>(files_.size() - 1);
}

const SourceFile& SourceMap::file(FileId id) const {
  const std::lock_guard lock(mutex_);
  CUMULINT_ASSERT(static_cast<std::size_t>(id) < files_.size());
  return files_[static_cast<std::size_t>(id)];  // a deque never moves its elements
}

std::string_view SourceMap::text(Location where) const {
  const std::string_view all = file(where.file).text();
  CUMULINT_ASSERT(where.span.begin <= where.span.end && where.span.end <= all.size());
  return all.substr(where.span.begin, where.span.size());
}

}  // namespace cumulint

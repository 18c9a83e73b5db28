// Which file an import of Python means: packages, relative imports, __init__, folders without it.

#include <algorithm>
#include <string>

#include "base/strings.h"
#include "code/modules.h"

namespace cumulint {
namespace {

// Packages that we know by what they mean, or that say nothing: their own sources are never followed.
constexpr std::string_view packages[] = {
    "boto3", "botocore", "s3transfer", "aioboto3", "aiobotocore", "requests", "urllib3", "httpx", "aiohttp", "flask",
    "fastapi", "starlette", "mangum", "serverless_wsgi", "pydantic", "pydantic_settings", "chalice", "jmespath",
    "aws_lambda_powertools", "aws_xray_sdk", "dateutil", "numpy", "pandas", "yaml", "jinja2", "certifi", "idna", "six",
    "charset_normalizer", "werkzeug", "markupsafe", "itsdangerous", "click", "anyio", "sniffio", "h11", "httpcore", "attr",
    "attrs", "jwt", "jose", "cryptography", "cffi", "rsa", "pyasn1", "sqlalchemy", "psycopg2", "pymysql", "redis", "PIL",
    "simplejson", "orjson", "ujson", "dotenv", "typing_extensions", "wrapt", "crhelper", "cfnresponse", "openai", "langchain"};

// https://docs.python.org/3/py-modindex.html
constexpr std::string_view standard[] = {
    "__future__", "_thread", "abc", "argparse", "array", "ast", "asyncio", "atexit", "base64", "binascii", "bisect",
    "builtins", "bz2", "calendar", "cgi", "codecs", "collections", "colorsys", "concurrent", "configparser", "contextlib",
    "contextvars", "copy", "csv", "ctypes", "dataclasses", "datetime", "decimal", "difflib", "dis", "distutils", "email",
    "enum", "errno", "faulthandler", "filecmp", "fileinput", "fnmatch", "fractions", "ftplib", "functools", "gc", "getpass",
    "gettext", "glob", "graphlib", "gzip", "hashlib", "heapq", "hmac", "html", "http", "imaplib", "imp", "importlib",
    "inspect", "io", "ipaddress", "itertools", "json", "keyword", "linecache", "locale", "logging", "lzma", "mailbox",
    "marshal", "math", "mimetypes", "mmap", "multiprocessing", "numbers", "operator", "os", "pathlib", "pickle", "pkgutil",
    "platform", "plistlib", "poplib", "posixpath", "pprint", "profile", "queue", "quopri", "random", "re", "resource",
    "runpy", "sched", "secrets", "select", "selectors", "shelve", "shlex", "shutil", "signal", "site", "smtplib", "socket",
    "socketserver", "sqlite3", "ssl", "stat", "statistics", "string", "stringprep", "struct", "subprocess", "symtable",
    "sys", "sysconfig", "syslog", "tarfile", "telnetlib", "tempfile", "textwrap", "threading", "time", "timeit", "token",
    "tokenize", "tomllib", "trace", "traceback", "tracemalloc", "types", "typing", "unicodedata", "unittest", "urllib",
    "uuid", "venv", "warnings", "wave", "weakref", "webbrowser", "xml", "xmlrpc", "zipapp", "zipfile", "zipimport", "zlib",
    "zoneinfo"};

bool is_standard(std::string_view package) {
  return std::binary_search(std::begin(standard), std::end(standard), package);
}

std::string with_slashes(std::string_view dotted) {
  std::string path{dotted};
  for (char& c : path)
    if (c == '.') c = '/';
  return path;
}

/// The module at `folder`/a/b: a file, a package's __init__, or a folder without one (a namespace package: nothing to run).
struct Found {
  SourceModule* module = nullptr;
  bool folder = false;
};

Found find_in(SourceLibrary& library, const std::string& folder, std::string_view dotted) {
  const std::string path = dotted.empty() ? folder : join_path(folder, with_slashes(dotted));
  if (!dotted.empty())
    if (SourceModule* file = library.find_file(path + ".py")) return {file};
  if (SourceModule* package = library.find_file(path + "/__init__.py")) return {package};
  return {nullptr, library.kind(path) == FileKind::folder};
}

/// The nearest part of a dotted name that is a file: `import a.b.c` where c is a name in b.
bool starts_locally(SourceLibrary& library, const ImportRoots& roots, std::string_view dotted) {
  const std::string_view first = dotted.substr(0, dotted.find('.'));
  for (const std::string& root : roots.folders)
    if (find_in(library, root, first).module) return true;
  return false;
}

/// Is a module of this name among the sources above the function's folder? A build or sys.path puts it beside the handler.
bool lies_above(SourceLibrary& library, const ImportRoots& roots, std::string_view name) {
  constexpr int highest = 4;
  std::string folder{roots.folders.empty() ? std::string_view{} : folder_of(roots.folders.front())};
  for (int level = 0; level < highest && !folder.empty(); ++level, folder = std::string{folder_of(folder)}) {
    const std::string path = join_path(folder, name);
    if (library.kind(path + ".py") == FileKind::file || library.kind(path + "/__init__.py") == FileKind::file) return true;
  }
  return false;
}

ImportTarget relative(SourceLibrary& library, const SourceModule& from, const Import& import) {
  std::string folder{folder_of(from.path)};
  for (std::uint32_t level = 1; level < import.level; ++level) folder = std::string{folder_of(folder)};
  const Found found = find_in(library, folder, import.module);
  if (found.module) return {found.module, {}, false};
  if (!found.folder) return {nullptr, {}, true};
  // `from . import name` in a folder without __init__: the name is a file.
  const Found file = find_in(library, import.module.empty() ? folder : join_path(folder, with_slashes(import.module)), import.name);
  return {nullptr, {}, import.whole || !(file.module || file.folder)};
}

ImportTarget resolve_anew(SourceLibrary& library, const ImportRoots& roots, const SourceModule& from, const Import& import,
                          Arena& arena) {
  switch (from.program().language) {
    case Language::python: return resolve_python_import(library, roots, from, import, arena);
    case Language::javascript:
    case Language::typescript: return resolve_javascript_import(library, roots, from, import, arena);
    default: return {nullptr, arena.copy(import.module), false};
  }
}

}  // namespace

ImportTarget resolve_python_import(SourceLibrary& library, const ImportRoots& roots, const SourceModule& from,
                                   const Import& import, Arena& arena) {
  if (import.level > 0) return relative(library, from, import);
  const std::string_view first = import.module.substr(0, import.module.find('.'));
  if (std::find(std::begin(packages), std::end(packages), first) != std::end(packages))
    return {nullptr, arena.copy(import.module), false};
  bool namespace_package = false;
  for (const std::string& root : roots.folders) {
    if (library.is_installed(root, first)) return {nullptr, arena.copy(import.module), false};
    const Found found = find_in(library, root, import.module);
    if (found.module) return {found.module, {}, false};
    namespace_package |= found.folder;
  }
  if (!namespace_package && roots.opaque_layers && !is_standard(first))
    return {.module = nullptr, .external = arena.copy(import.module), .missing = false, .unlisted = true};
  // A folder without __init__: what is imported from it is a file in it, which the caller looks for next.
  if (namespace_package) return {};
  if (starts_locally(library, roots, import.module)) return {nullptr, {}, true};
  const bool may_be_ours = !is_standard(first) && lies_above(library, roots, first);
  return {.module = nullptr, .external = arena.copy(import.module), .missing = false, .unlisted = may_be_ours};
}

ImportTarget resolve_import(SourceLibrary& library, const ImportRoots& roots, const SourceModule& from,
                            const Import& import, Arena& arena) {
  if (const std::optional<ImportTarget> known = library.imports().find(roots, from, import, arena)) return *known;
  const ImportTarget found = resolve_anew(library, roots, from, import, arena);
  library.imports().keep(roots, from, import, found);
  return found;
}

}  // namespace cumulint

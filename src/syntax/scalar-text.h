// The five scalar styles: where a scalar ends, and how its source becomes text. One decoder serves reading and in_file.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "syntax/node.h"

namespace cumulint::yaml {

enum CharacterClass : std::uint8_t { blank = 1, line_break = 2, end_of_text = 4, flow_indicator = 8, plain_stop = 16, name = 32, uri = 64, hex_digit = 128 };
extern const std::uint8_t character_classes[256];

inline bool is(char c, int classes) { return (character_classes[static_cast<unsigned char>(c)] & classes) != 0; }
inline bool is_blank(char c) { return is(c, blank); }
inline bool is_break(char c) { return is(c, line_break); }
inline bool is_break_or_end(char c) { return is(c, line_break | end_of_text); }
inline bool is_space_or_end(char c) { return is(c, blank | line_break | end_of_text); }

/// The position behind the line break at `p`; CRLF is one break.
inline const char* skip_break(const char* p) { return p + (p[0] == '\r' && p[1] == '\n' ? 2 : 1); }
inline const char* skip_blanks(const char* p) {
  while (is_blank(*p)) ++p;
  return p;
}
/// `---` or `...` at the start of a line.
bool is_document_marker(const char* line);

/// A run of decoded text and the source that made it. A verbatim run maps byte by byte.
struct Piece {
  std::uint32_t decoded = 0, size = 0;
  const char *begin = nullptr, *end = nullptr;
  bool verbatim = true;
};

/// Takes decoded text; the pieces are kept only where somebody asks for places.
struct Decoded {
  std::string text;
  std::vector<Piece>* pieces = nullptr;
  const char* bad_escape = nullptr;  // the first one

  void copy(const char* begin, const char* end);
  void replace(const char* begin, const char* end, std::string_view with);
};

/// Where the plain scalar or key that starts at `p` ends in its line (blanks included): at a break, a comment or `: `,
/// in flow context also at an indicator.
const char* plain_line_end(const char* p, bool flow);

struct Quoted {
  const char* close = nullptr;  // the closing quote; null: the text or document ends first
  bool verbatim = true;         // one line without escapes: the source is the text
  bool multi_line = false;
};
/// Scans from behind the opening quote. `one_line`: as in JSON, a line break ends the search.
Quoted scan_quoted(const char* p, char quote, bool one_line);

/// Decodes the inside of a plain (quote 0) or quoted scalar.
void decode_flow_scalar(const char* p, const char* end, char quote, Decoded& out);

struct BlockScalar {
  const char* content = nullptr;   // the first line behind the header
  const char* end = nullptr;       // behind the last byte that counts, before its line break
  const char* next_line = nullptr; // the first line that is not part of it
  const char* bad_tab = nullptr;   // a tab where indentation was expected
  int indent = 0;
  char chomping = 0;  // '-', '+' or none
};
struct BlockHeader {
  char chomping = 0;         // '-', '+' or none
  int explicit_indent = 0;   // relative to the parent; 0: none
  const char* end = nullptr;
};
/// Reads what stands directly behind `|` or `>`.
BlockHeader read_block_header(const char* p);

/// Finds the lines of a block scalar; `explicit_indent` 0: the first line that is not blank decides. `least`: the
/// smallest indentation that its parent allows. `stop`: no line from there on belongs to it.
BlockScalar scan_block_scalar(const char* content, int explicit_indent, int least, char chomping,
                              const char* stop = nullptr);
void decode_block_scalar(const BlockScalar& scalar, bool folded, Decoded& out);

/// Decodes a scalar again from its source, which is followed by the rest of the file: for in_file. The indentation of a
/// block scalar follows from what it decoded to.
void decode_again(const char* begin, const char* end, const Node& scalar, Decoded& out);

/// The source bytes of a range of decoded text; `whole` if nothing is decoded.
Span in_source(const std::vector<Piece>& pieces, const char* source, Span decoded, Span whole);

}  // namespace cumulint::yaml

#include "expr/lexer.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "base/limits.h"
#include "text/document.h"

namespace lofte::expr {
namespace {

bool IsDigit(char c) { return c >= '0' && c <= '9'; }
bool IsWordStart(char c) { return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || c == '_'; }
bool IsWordPart(char c) { return IsWordStart(c) || IsDigit(c); }
bool IsSpace(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }
bool IsControl(char c) { return (c >= 0 && c < 0x20) || c == 0x7f; }
bool StartsCodePoint(char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; }

std::size_t CodePoints(std::string_view text) {
  std::size_t count = 0;
  for (const char c : text) count += StartsCodePoint(c) ? 1 : 0;
  return count;
}

constexpr std::array<std::string_view, 11> kSymbols = {"!=", "<>", "<=", ">=", "(", ")", ",", ".", "=", "<", ">"};

// What people write from other languages, and what it is here.
struct Foreign {
  std::string_view written, meant;
};
constexpr std::array<Foreign, 5> kForeign = {{{"==", "="}, {"&&", "and"}, {"||", "or"}, {"!", "not"}, {"`", "\""}}};

class Lexer {
 public:
  Lexer(std::string_view source, const Span& origin, Issues& issues) : source_(source), origin_(origin), issues_(issues) {}

  std::optional<std::vector<Token>> Run() {
    while (SkipSpace()) {
      if (!Next()) return std::nullopt;
    }
    Add(Token::Kind::kEnd, "", position_);
    return std::move(tokens_);
  }

 private:
  bool SkipSpace() {
    while (position_ < source_.size() && IsSpace(source_[position_])) Advance(position_ + 1);
    return position_ < source_.size();
  }

  bool Next() {
    const char c = source_[position_];
    if (IsWordStart(c)) return Word();
    if (IsDigit(c) || (c == '-' && position_ + 1 < source_.size() && IsDigit(source_[position_ + 1]))) return Integer();
    if (c == '\'') return Quoted(Token::Kind::kText);
    if (c == '"') return Quoted(Token::Kind::kQuotedName);
    return Symbol();
  }

  bool Word() {
    std::size_t end = position_;
    while (end < source_.size() && IsWordPart(source_[end])) ++end;
    Add(Token::Kind::kWord, std::string(source_.substr(position_, end - position_)), end);
    return true;
  }

  bool Integer() {
    std::size_t end = position_ + 1;
    while (end < source_.size() && IsDigit(source_[end])) ++end;
    const bool has_fraction = end + 1 < source_.size() && source_[end] == '.' && IsDigit(source_[end + 1]);
    if (has_fraction || (end < source_.size() && IsWordPart(source_[end]))) {
      while (end < source_.size() && (IsWordPart(source_[end]) || source_[end] == '.')) ++end;
      return Refuse("bad-number", "is not a whole number", end, "numbers are digits only, without a fraction or a unit");
    }
    Add(Token::Kind::kInteger, std::string(source_.substr(position_, end - position_)), end);
    return true;
  }

  // A doubled quote is one quote.
  bool Quoted(Token::Kind kind) {
    const char quote = source_[position_];
    std::string text;
    for (std::size_t i = position_ + 1; i < source_.size(); ++i) {
      if (source_[i] != quote) {
        if (IsControl(source_[i])) return RefuseAt(i);
        text += source_[i];
      } else if (i + 1 < source_.size() && source_[i + 1] == quote) {
        text += quote;
        ++i;
      } else if (kind == Token::Kind::kQuotedName && text.empty()) {
        return Refuse("expression-syntax", "is no name", i + 1, "put the name of a column or a link between the quotes");
      } else {
        Add(kind, std::move(text), i + 1);
        return true;
      }
    }
    return Refuse("unclosed-quote", "has no closing quote", source_.size(), fmt::format("add a `{}` at its end", quote));
  }

  bool Symbol() {
    const std::string_view rest = source_.substr(position_);
    for (const Foreign& foreign : kForeign) {
      if (rest.starts_with(foreign.written) && !(foreign.written == "!" && rest.starts_with("!="))) {
        return Refuse("bad-character", "is not of this language", position_ + foreign.written.size(),
                      fmt::format("write `{}`", foreign.meant));
      }
    }
    for (const std::string_view symbol : kSymbols) {
      if (rest.starts_with(symbol)) {
        Add(Token::Kind::kSymbol, std::string(symbol), position_ + symbol.size());
        return true;
      }
    }
    return RefuseAt(position_);
  }

  // Refuses the one character at byte `at`.
  bool RefuseAt(std::size_t at) {
    Advance(at);
    std::size_t end = at + 1;
    while (end < source_.size() && !StartsCodePoint(source_[end])) ++end;
    return Refuse("bad-character", "is not of this language", end, "text stands between single quotes: 'text'");
  }

  bool Refuse(std::string_view code, std::string_view what, std::size_t end, std::string help) {
    const std::string_view text = source_.substr(position_, end - position_);
    AddIssue(issues_, code, fmt::format("{} {}", InBackticks(text), what), SpanTo(end), std::move(help));
    return false;
  }

  void Add(Token::Kind kind, std::string text, std::size_t end) {
    tokens_.push_back({kind, std::move(text), SpanTo(end), position_, end});
    Advance(end);
  }

  Span SpanTo(std::size_t end) const {
    Span span = origin_;
    span.column = origin_.column + column_;
    span.length = std::max<std::size_t>(1, CodePoints(source_.substr(position_, end - position_)));
    return span;
  }

  void Advance(std::size_t to) {
    column_ += CodePoints(source_.substr(position_, to - position_));
    position_ = to;
  }

  std::string_view source_;
  const Span& origin_;
  Issues& issues_;
  std::size_t position_ = 0;
  std::size_t column_ = 0;  // code points before position_
  std::vector<Token> tokens_;
};

Span Whole(std::string_view source, const Span& origin) {
  Span span = origin;
  span.length = std::max<std::size_t>(1, CodePoints(source));
  return span;
}

}  // namespace

bool IsReserved(std::string_view word) {
  static constexpr std::array<std::string_view, 8> kReserved = {"and", "or", "not", "is", "in", "null", "true", "false"};
  return std::find(kReserved.begin(), kReserved.end(), word) != kReserved.end();
}

void AddIssue(Issues& issues, std::string_view code, std::string message, const Span& span, std::string help) {
  issues.push_back({Severity::kError, std::string(code), std::move(message), span, std::move(help)});
}

std::string InBackticks(std::string_view text) {
  constexpr std::size_t kShown = 40;
  std::string shown = "`";
  std::size_t count = 0;
  for (const char c : text) {
    if (StartsCodePoint(c) && ++count > kShown) return shown + "..`";
    shown += IsControl(c) ? '?' : c;
  }
  return shown + "`";
}

std::optional<std::vector<Token>> Tokenize(std::string_view source, const Span& span, Issues& issues) {
  if (source.size() > limits::kExpressionBytes) {
    AddIssue(issues, "expression-too-long",
             fmt::format("an expression has at most {} bytes, this one {}", limits::kExpressionBytes, source.size()), Whole(source, span),
             "split it into conditions of their own");
    return std::nullopt;
  }
  if (const std::size_t invalid = text::FindInvalidUtf8(source); invalid != std::string_view::npos) {
    Span place = span;
    place.column += CodePoints(source.substr(0, invalid));
    AddIssue(issues, "invalid-utf8", "the expression is not valid UTF-8", place, "save the file as UTF-8");
    return std::nullopt;
  }
  return Lexer(source, span, issues).Run();
}

}  // namespace lofte::expr

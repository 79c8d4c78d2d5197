#include "stores_sqlite/create_table.h"

#include <algorithm>
#include <cstddef>

#include "stores/identifier.h"

namespace lofte::stores_sqlite {
namespace {

using stores::EqualIgnoringCase;

struct Token {
  enum class Kind { kWord, kQuotedName, kText, kMark };
  Kind kind = Kind::kMark;
  std::string text;  // without quotes
  std::size_t begin = 0;
  std::size_t end = 0;

  bool IsWord(std::string_view word) const { return kind == Kind::kWord && EqualIgnoringCase(text, word); }
  bool IsMark(char mark) const { return kind == Kind::kMark && text[0] == mark; }
  bool IsName() const { return kind == Kind::kWord || kind == Kind::kQuotedName; }
};

bool IsWordCharacter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '$' ||
         static_cast<unsigned char>(c) >= 0x80;
}

// The token that opens with a quote at `at`; inside, the closing quote is written twice, but for `]`.
Token ReadQuoted(std::string_view sql, std::size_t at) {
  const char open = sql[at];
  const char close = open == '[' ? ']' : open;
  Token token{open == '\'' ? Token::Kind::kText : Token::Kind::kQuotedName, "", at, sql.size()};
  for (std::size_t i = at + 1; i < sql.size(); ++i) {
    if (sql[i] == close) {
      const bool doubled = close != ']' && i + 1 < sql.size() && sql[i + 1] == close;
      if (!doubled) {
        token.end = i + 1;
        return token;
      }
      ++i;
    }
    token.text += sql[i];
  }
  return token;
}

// The first byte after the comment or blank at `at`; `at` itself when there is none.
std::size_t SkipBlank(std::string_view sql, std::size_t at) {
  if (sql.substr(at, 2) == "--") return std::min(sql.find('\n', at), sql.size() - 1) + 1;
  if (sql.substr(at, 2) == "/*") {
    const std::size_t end = sql.find("*/", at + 2);
    return end == std::string_view::npos ? sql.size() : end + 2;
  }
  return std::string_view(" \t\r\n\f").find(sql[at]) == std::string_view::npos ? at : at + 1;
}

std::vector<Token> Tokenize(std::string_view sql) {
  std::vector<Token> tokens;
  std::size_t at = 0;
  while (at < sql.size()) {
    if (const std::size_t next = SkipBlank(sql, at); next != at) {
      at = next;
      continue;
    }
    if (std::string_view("'\"`[").find(sql[at]) != std::string_view::npos) {
      tokens.push_back(ReadQuoted(sql, at));
    } else if (IsWordCharacter(sql[at])) {
      std::size_t end = at;
      while (end < sql.size() && IsWordCharacter(sql[end])) ++end;
      tokens.push_back({Token::Kind::kWord, std::string(sql.substr(at, end - at)), at, end});
    } else {
      tokens.push_back({Token::Kind::kMark, std::string(1, sql[at]), at, at + 1});
    }
    at = tokens.back().end;
  }
  return tokens;
}

// The index of the parenthesis that closes the one at `open`.
std::size_t Closing(const std::vector<Token>& tokens, std::size_t open) {
  int depth = 0;
  for (std::size_t i = open; i < tokens.size(); ++i) {
    if (tokens[i].IsMark('(')) ++depth;
    if (tokens[i].IsMark(')') && --depth == 0) return i;
  }
  return tokens.size() - 1;
}

std::vector<std::string> ColumnsNamed(const std::vector<Token>& tokens, std::size_t begin, std::size_t end,
                                      const std::vector<stores::Column>& columns) {
  std::vector<std::string> named;
  for (const stores::Column& column : columns) {
    const bool found = std::any_of(tokens.begin() + static_cast<std::ptrdiff_t>(begin), tokens.begin() + static_cast<std::ptrdiff_t>(end),
                                   [&column](const Token& token) { return token.IsName() && EqualIgnoringCase(token.text, column.name); });
    if (found) named.push_back(column.name);
  }
  return named;
}

}  // namespace

std::vector<stores::Check> ChecksOf(std::string_view create_table, const std::vector<stores::Column>& columns) {
  const std::vector<Token> tokens = Tokenize(create_table);
  std::vector<stores::Check> checks;
  int depth = 0;
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    if (tokens[i].IsMark('(')) ++depth;
    if (tokens[i].IsMark(')')) --depth;
    const bool is_check = depth == 1 && tokens[i].IsWord("check") && i + 1 < tokens.size() && tokens[i + 1].IsMark('(');
    if (!is_check) continue;
    const std::size_t close = Closing(tokens, i + 1);
    stores::Check check;
    if (i >= 2 && tokens[i - 2].IsWord("constraint")) check.name = tokens[i - 1].text;
    check.expression = create_table.substr(tokens[i + 1].end, tokens[close].begin - tokens[i + 1].end);
    check.columns = ColumnsNamed(tokens, i + 2, close, columns);
    checks.push_back(std::move(check));
    i = close;
  }
  return checks;
}

std::vector<std::string> ColumnsOfIndex(std::string_view create_index, const std::vector<stores::Column>& columns) {
  const std::vector<Token> tokens = Tokenize(create_index);
  const auto open = std::find_if(tokens.begin(), tokens.end(), [](const Token& token) { return token.IsMark('('); });
  return ColumnsNamed(tokens, static_cast<std::size_t>(open - tokens.begin()), tokens.size(), columns);
}

std::vector<std::string> ColumnsOfGenerated(std::string_view create_table, std::string_view name,
                                            const std::vector<stores::Column>& columns) {
  const std::vector<Token> tokens = Tokenize(create_table);
  int depth = 0;
  bool is_inside = false;  // the column's own definition
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    if (tokens[i].IsMark('(')) ++depth;
    if (tokens[i].IsMark(')')) --depth;
    if (depth != 1) continue;
    const bool begins = i > 0 && (tokens[i - 1].IsMark('(') || tokens[i - 1].IsMark(',')) && tokens[i].IsName();
    if (begins) is_inside = EqualIgnoringCase(tokens[i].text, name);
    if (is_inside && tokens[i].IsWord("as") && i + 1 < tokens.size() && tokens[i + 1].IsMark('('))
      return ColumnsNamed(tokens, i + 2, Closing(tokens, i + 1), columns);
  }
  return {};
}

std::string TriggerEventOf(std::string_view create_trigger) {
  for (const Token& token : Tokenize(create_trigger)) {
    for (const char* event : {"insert", "update", "delete"}) {
      if (token.IsWord(event)) return event;
    }
    if (token.IsWord("begin")) break;
  }
  return "";
}

}  // namespace lofte::stores_sqlite

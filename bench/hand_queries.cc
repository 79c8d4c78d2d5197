#include "hand_queries.h"

#include <algorithm>
#include <map>
#include <sstream>

#include "base/file.h"

namespace lofte::bench {

namespace {

constexpr const char* kPromisePrefix = "hellotickets-";

bool StartsWith(const std::string& text, const std::string& prefix) { return text.compare(0, prefix.size(), prefix) == 0; }

// `-- 098 103: what` begins a query; other lines that begin so are for people.
bool BeginsQuery(const std::string& line) {
  const std::size_t end = line.find_first_not_of("0123456789 ", 3);
  return StartsWith(line, "-- ") && end != std::string::npos && end > 3 && line[end] == ':';
}

HandQuery QueryOf(const std::string& line) {
  const std::size_t colon = line.find(':');
  HandQuery query;
  std::istringstream numbers(line.substr(3, colon - 3));
  for (std::string number; numbers >> number;) query.promises.push_back(kPromisePrefix + number);
  query.what = line.substr(colon + 2);
  return query;
}

struct Terms {
  std::map<std::string, std::string> of;

  void Define(const std::string& line, const std::string& dialect) {
    std::istringstream words(line.substr(1));
    std::string name, of_dialect, expression;
    words >> name >> of_dialect >> std::ws;
    std::getline(words, expression);
    if (expression.empty()) Panic("a term without an expression: " + line);
    if (of_dialect == dialect && !of.emplace(name, expression).second) Panic("a term that is there twice: " + line);
  }

  // `:` stands nowhere else in a query.
  std::string In(std::string line) const {
    for (std::size_t at = 0; (at = line.find(':', at)) != std::string::npos;) {
      const std::size_t end = std::min(line.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789-", at + 1), line.size());
      const auto term = of.find(line.substr(at + 1, end - at - 1));
      if (term == of.end()) Panic("no such term: " + line);
      line.replace(at, end - at, term->second);
      at += term->second.size();
    }
    return line;
  }
};

}  // namespace

std::vector<HandQuery> ReadHandQueries(const std::string& file, stores::Dialect dialect) {
  Result<std::string> text = ReadFile(file);
  if (!text) Panic(text.error().message);
  std::istringstream lines(*text);
  Terms terms;
  std::vector<HandQuery> queries;
  for (std::string line; std::getline(lines, line);) {
    if (StartsWith(line, ":")) {
      terms.Define(line, std::string(NameOf(dialect)));
    } else if (BeginsQuery(line)) {
      queries.push_back(QueryOf(line));
    } else if (!line.empty() && !StartsWith(line, "--")) {
      if (queries.empty()) Panic("SQL before the first query: " + line);
      queries.back().sql += (queries.back().sql.empty() ? "" : "\n") + terms.In(line);
    }
  }
  for (HandQuery& query : queries) {
    if (query.sql.empty() || query.sql.back() != ';') Panic("a query without its end: " + query.what);
    query.sql.pop_back();
  }
  return queries;
}

}  // namespace lofte::bench

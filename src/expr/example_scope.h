// For tests and the fuzzer: a small schema to bind expressions against, and rows to evaluate them on.
//
// Not part of the product. One thread at a time.
#pragma once

#include <map>
#include <memory>
#include <string>
#include <vector>

#include "expr/evaluate.h"
#include "expr/syntax.h"

namespace lofte::expr {

// A scope out of two maps.
class ExampleScope : public Scope {
 public:
  std::map<std::string, Type> columns;
  std::map<std::string, LinkTarget> links;

  std::optional<ColumnInfo> FindColumn(std::string_view column) const override {
    const auto found = columns.find(std::string(column));
    return found == columns.end() ? std::nullopt : std::optional(ColumnInfo{found->second});
  }
  std::vector<std::string> Columns() const override { return Keys(columns); }
  std::optional<LinkTarget> Link(std::string_view link) const override {
    const auto found = links.find(std::string(link));
    return found == links.end() ? std::nullopt : std::optional(found->second);
  }
  std::vector<std::string> Links() const override { return Keys(links); }

 private:
  template <typename T>
  static std::vector<std::string> Keys(const std::map<std::string, T>& map) {
    std::vector<std::string> keys;
    for (const auto& [key, value] : map) keys.push_back(key);
    return keys;
  }
};

// chats -> account (unique), drafter (unique), tools (many); accounts -> drafts (many); drafts -> account (unique); tools has no link.
struct ExampleSchema {
  ExampleScope chats, accounts, drafts, tools;
  ExampleSchema() {
    chats.columns = {{"id", Type::kInt},       {"account_id", Type::kInt}, {"status", Type::kText}, {"sent_at", Type::kInstant},
                     {"day", Type::kDate},     {"local", Type::kLocal},    {"auto", Type::kBool},   {"score", Type::kReal},
                     {"token", Type::kUuid},   {"raw", Type::kBytes},      {"shape", Type::kOther}, {"date", Type::kDate},
                     {"Odd name", Type::kText}};
    accounts.columns = {
        {"id", Type::kInt}, {"owner_id", Type::kInt}, {"status", Type::kText}, {"closed_at", Type::kInstant}, {"active", Type::kBool}};
    drafts.columns = {{"id", Type::kInt}, {"account_id", Type::kInt}, {"status", Type::kText}, {"auto", Type::kBool}};
    tools.columns = {{"id", Type::kInt}, {"tool", Type::kText}};
    chats.links["account"] = {AccountHop(), &accounts};
    chats.links["drafter"] = {{{"main", "", "accounts"}, {{"id", "id"}}, {}, true}, &accounts};
    chats.links["tools"] = {{{"main", "", "tools"}, {{"id", "chat_id"}}, {{"kind", std::string("x")}}, false}, &tools};
    accounts.links["drafts"] = {{{"main", "", "drafts"}, {{"id", "account_id"}}, {}, false}, &drafts};
    drafts.links["account"] = {AccountHop(), &accounts};
  }
  ExampleSchema(const ExampleSchema&) = delete;
  ExampleSchema& operator=(const ExampleSchema&) = delete;

  static Hop AccountHop() { return {{"main", "", "accounts"}, {{"account_id", "id"}}, {}, true}; }
};

// A row of columns; the related rows of a hop are given by the name of its target table. Missing columns are NULL.
class ExampleRow : public Row {
 public:
  std::map<std::string, Value, std::less<>> columns;
  std::map<std::string, std::vector<std::shared_ptr<ExampleRow>>> related;
  std::map<std::string, bool> facts;  // by name

  Value Column(std::string_view name) const override {
    const auto found = columns.find(name);
    return found == columns.end() ? Value(Null{}) : found->second;
  }
  std::vector<const Row*> Related(const Hop& hop) const override {
    std::vector<const Row*> rows;
    if (const auto found = related.find(hop.target.table); found != related.end()) {
      for (const auto& row : found->second) rows.push_back(row.get());
    }
    return rows;
  }
  bool Fact(const expr::Fact& fact) const override { return facts.at(fact.name); }
};

}  // namespace lofte::expr

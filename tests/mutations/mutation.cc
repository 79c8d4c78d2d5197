#include "mutations/mutation.h"

#include "base/file.h"
#include "text/document.h"

namespace lofte::tests {

namespace {

using stores::Dialect;
using text::Node;

using Parts = std::map<std::string, std::string>;

std::string TextOf(const Node& entry, const char* key) {
  const Node* node = entry.Find(key);
  return node == nullptr ? "" : node->scalar;
}

std::vector<std::string> ListOf(const Node& entry, const char* key) {
  std::vector<std::string> list;
  if (const Node* node = entry.Find(key))
    for (const Node& item : node->items) list.push_back(item.scalar);
  return list;
}

std::string SqlOf(const Node& entry, const char* dialect, const Parts& parts) {
  if (const std::string only = TextOf(entry, "only"); !only.empty() && only != dialect) return "";
  std::string sql;
  for (const std::string& name : ListOf(entry, "with")) {
    const auto part = parts.find(name);
    if (part == parts.end()) Panic("gigcoms.yaml has no part `" + name + "`");
    sql += part->second;
  }
  const std::string own = TextOf(entry, dialect);
  return sql + (own.empty() ? TextOf(entry, "sql") : own);
}

Mutation ReadOne(const Node& entry, const Parts& parts, Issues& issues) {
  text::RefuseUnknownKeys(entry,
                          {"promise", "name", "with", "sql", "sqlite", "postgres", "fault", "twin", "stays", "hold", "value", "left",
                           "rows", "undated", "only"},
                          issues);
  Mutation one;
  one.promise = TextOf(entry, "promise");
  one.name = TextOf(entry, "name");
  one.sql = {{Dialect::kSqlite, SqlOf(entry, "sqlite", parts)}, {Dialect::kPostgres, SqlOf(entry, "postgres", parts)}};
  one.fault = TextOf(entry, "fault");
  one.twin = TextOf(entry, "twin");
  if (const Node* stays = entry.Find("stays")) one.stays = stays->scalar;
  one.hold = TextOf(entry, "hold");
  one.value = TextOf(entry, "value");
  one.left = TextOf(entry, "left");
  if (const std::string rows = TextOf(entry, "rows"); !rows.empty()) one.rows = std::stoll(rows);
  one.undated = ListOf(entry, "undated");
  return one;
}

std::string Replaced(std::string text, const std::string& what, const std::string& with) {
  for (std::size_t at = text.find(what); at != std::string::npos; at = text.find(what, at + with.size()))
    text.replace(at, what.size(), with);
  return text;
}

}  // namespace

std::string Mutation::Sql(Dialect dialect, const std::string& edge) const { return Replaced(sql.at(dialect), "{edge}", edge); }

Mutation Mutation::WithIdsOf(std::size_t number) const {
  const auto renumber = [&](const std::string& text) { return Replaced(text, "9000", std::to_string(9001 + number)); };
  Mutation other = *this;
  for (auto& [dialect, text] : other.sql) text = renumber(text);
  other.hold = renumber(hold);
  other.value = renumber(value);
  other.left = renumber(left);
  return other;
}

std::vector<Mutation> ReadMutations(const std::string& path) {
  const std::string source = ReadFile(path).value();
  Issues issues;
  const std::optional<Node> root = text::ReadYaml("gigcoms.yaml", source, issues);
  if (!root) Panic("gigcoms.yaml: " + Render(issues.at(0), source, false));
  Parts parts;
  for (const Node::Entry& part : root->Find("parts")->entries) parts[part.key] = part.value.scalar;
  std::vector<Mutation> mutations;
  for (const Node& entry : root->Find("mutations")->items) mutations.push_back(ReadOne(entry, parts, issues));
  if (!issues.empty()) Panic("gigcoms.yaml: " + Render(issues.at(0), source, false));
  return mutations;
}

}  // namespace lofte::tests

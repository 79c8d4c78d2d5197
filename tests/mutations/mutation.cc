#include "mutations/mutation.h"

#include <algorithm>
#include <filesystem>

#include "base/file.h"
#include "grounds/lower.h"
#include "text/document.h"

namespace lofte::tests {

namespace {

namespace fs = std::filesystem;
using stores::Dialect;
using text::Node;

using Parts = std::map<std::string, std::string>;
using Lines = std::vector<std::string>;

std::string TextOf(const Node& entry, const char* key) {
  const Node* node = entry.Find(key);
  return node == nullptr ? "" : node->scalar;
}

// One text stands for a list of one.
Lines ListOf(const Node& entry, const char* key) {
  Lines list;
  const Node* node = entry.Find(key);
  if (node == nullptr) return list;
  if (node->is_scalar()) return {node->scalar};
  for (const Node& item : node->items) list.push_back(item.scalar);
  return list;
}

std::string SqlOf(const Node& entry, const char* dialect, const Parts& parts) {
  if (const std::string only = TextOf(entry, "only"); !only.empty() && only != dialect) return "";
  std::string sql;
  for (const std::string& name : ListOf(entry, "with")) {
    const auto part = parts.find(name);
    if (part == parts.end()) Panic("there is no part `" + name + "`");
    sql += part->second;
  }
  const std::string own = TextOf(entry, dialect);
  return sql + (own.empty() ? TextOf(entry, "sql") : own);
}

std::vector<std::int64_t> RowsOf(const Node& entry, std::size_t promises) {
  std::vector<std::int64_t> rows;
  for (const std::string& number : ListOf(entry, "rows")) rows.push_back(std::stoll(number));
  if (rows.empty()) rows = {1};
  if (rows.size() == 1) rows.resize(promises, rows.front());
  if (rows.size() != promises) Panic("`rows` of `" + TextOf(entry, "name") + "` is neither one number nor one for each promise");
  return rows;
}

Mutation ReadOne(const Node& entry, const Parts& parts, Issues& issues) {
  text::RefuseUnknownKeys(entry, {"promise", "name",  "with", "sql",  "sqlite",  "postgres", "fault",      "twin",         "stays",
                                  "hold",    "value", "left", "rows", "undated", "only",     "seals",      "stays-sealed", "late",
                                  "counted", "gone",  "map",  "at",   "lasts",   "floor",    "floor-seals"},
                          issues);
  Mutation one;
  one.promises = ListOf(entry, "promise");
  one.name = TextOf(entry, "name");
  one.sql = {{Dialect::kSqlite, SqlOf(entry, "sqlite", parts)}, {Dialect::kPostgres, SqlOf(entry, "postgres", parts)}};
  one.map = TextOf(entry, "map");
  if (const std::string day = TextOf(entry, "at"); !day.empty()) one.at = day + "T12:00";
  one.fault = TextOf(entry, "fault");
  one.twin = TextOf(entry, "twin");
  one.lasts = TextOf(entry, "lasts");
  if (one.lasts.empty()) one.lasts = DayOf(one.at);
  if (const Node* stays = entry.Find("stays")) one.stays = stays->scalar;
  one.hold = TextOf(entry, "hold");
  one.value = TextOf(entry, "value");
  one.left = TextOf(entry, "left");
  one.rows = RowsOf(entry, one.promises.size());
  one.undated = ListOf(entry, "undated");
  one.seals = ListOf(entry, "seals");
  one.stays_sealed = ListOf(entry, "stays-sealed");
  one.floor = TextOf(entry, "floor");
  one.floor_seals = ListOf(entry, "floor-seals");
  one.late = ListOf(entry, "late");
  if (one.late.empty()) one.late = one.promises;
  one.counted = ListOf(entry, "counted");
  one.gone = ListOf(entry, "gone");
  return one;
}

std::string Replaced(std::string text, const std::string& what, const std::string& with) {
  for (std::size_t at = text.find(what); at != std::string::npos; at = text.find(what, at + with.size()))
    text.replace(at, what.size(), with);
  return text;
}

const std::vector<Node::Entry>& EntriesOf(const Node& root, const char* key) {
  static const std::vector<Node::Entry> none;
  const Node* node = root.Find(key);
  return node == nullptr ? none : node->entries;
}

void Read(const fs::path& path, MutationFile& into) {
  const std::string file = path.filename(), source = ReadFile(path).value();
  Issues issues;
  const std::optional<Node> root = text::ReadYaml(file, source, issues);
  if (!root) Panic(file + ": " + Render(issues.at(0), source, false));
  text::RefuseUnknownKeys(*root, {"clean", "unlinked", "parts", "mutations"}, issues);
  Parts parts;
  for (const Node::Entry& part : EntriesOf(*root, "parts")) parts[part.key] = part.value.scalar;
  for (const std::string& sql : ListOf(*root, "clean")) into.clean += sql + ";\n";
  for (const Node& entry : root->Find("mutations")->items) into.mutations.push_back(ReadOne(entry, parts, issues));
  for (const Node::Entry& entry : EntriesOf(*root, "unlinked")) into.unlinked[entry.key] = entry.value.scalar;
  if (!issues.empty()) Panic(file + ": " + Render(issues.at(0), source, false));
}

// `NAME.yaml`, and `NAME-*.yaml` in the order of their names.
MutationFile ReadMutations(const std::string& example) {
  std::set<fs::path> paths;
  for (const fs::directory_entry& entry : fs::directory_iterator(std::string(LOFTE_SOURCE_DIR) + "/tests/mutations")) {
    const std::string stem = entry.path().stem();
    if (entry.path().extension() == ".yaml" && (stem == example || stem.rfind(example + "-", 0) == 0)) paths.insert(entry.path());
  }
  MutationFile read;
  for (const fs::path& path : paths) Read(path, read);
  return read;
}

}  // namespace

std::string Mutation::Sql(Dialect dialect, const std::string& edge) const { return Replaced(sql.at(dialect), "{edge}", edge); }

Mutation Mutation::WithIdsOf(std::size_t number) const {
  const auto renumber = [&](std::string& text) { text = Replaced(text, "9000", std::to_string(9001 + number)); };
  Mutation other = *this;
  for (auto& [dialect, text] : other.sql) renumber(text);
  for (std::string* text : {&other.hold, &other.value, &other.left}) renumber(*text);
  for (Lines* lines : {&other.seals, &other.stays_sealed, &other.floor_seals})
    for (std::string& line : *lines) renumber(line);
  return other;
}

const MutationFile& MutationsOf(const std::string& example) {
  static std::map<std::string, MutationFile> read;
  const auto known = read.find(example);
  return known != read.end() ? known->second : read.emplace(example, ReadMutations(example)).first->second;
}

std::string DayOf(const std::string& at) { return at.substr(0, at.find('T')); }

std::string DayAfter(const std::string& day, int days) { return time::Format(time::Day{time::ParseDay(day).value().number + days}); }

std::string TableOf(const std::string& from_and_where) { return from_and_where.substr(0, from_and_where.find(' ')); }

bool Has(const Lines& all, const std::string& one) { return std::find(all.begin(), all.end(), one) != all.end(); }

bool IsOfBlock(const policy::Policy& policy, const Mutation& mutation) {
  const auto& ids = mutation.promises;
  return std::any_of(policy.rules.begin(), policy.rules.end(), [&](const policy::Rule& rule) {
    return grounds::BlocksForAPeriod(rule) && std::any_of(ids.begin(), ids.end(), [&](const auto& id) { return Has(rule.promises, id); });
  });
}

bool IsAskedOfStores(const policy::Control& control) {
  const policy::Evidence evidence = policy::EvidenceOf(control);
  return evidence == policy::Evidence::kOwnData || evidence == policy::Evidence::kSchema;
}

std::set<std::string> BrokenWith(const policy::Policy& policy, const std::vector<std::string>& promises) {
  std::set<std::string> broken;
  for (const std::string& promise : promises)
    for (const std::string& id : policy.WithCovered(promise)) broken.insert(id);
  return broken;
}

}  // namespace lofte::tests

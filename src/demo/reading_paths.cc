// Names, paths, conditions and templates: everything in a spec that refers to a column.
#include <algorithm>

#include "demo/reading.h"

namespace lofte::demo::reading {
namespace {

constexpr int kMostIndirection = 16;  // references that are copies of references

std::size_t Index(int index) { return static_cast<std::size_t>(index); }

std::vector<std::string> SplitPath(std::string_view path) {
  std::vector<std::string> words(1);
  for (char c : path) {
    if (c == '.')
      words.emplace_back();
    else
      words.back() += c;
  }
  return words;
}

Condition ReadComparison(const text::Node& node, const Scope& scope) {
  Condition condition;
  text::RefuseUnknownKeys(node, {"before", "after", "or-missing"}, scope.issues);
  const text::Node *before = node.Find("before"), *after = node.Find("after");
  if ((before == nullptr) == (after == nullptr)) {
    Report(scope.issues, node.span, "wrong-shape", "a condition has one of `before` and `after`");
    return condition;
  }
  condition.test = before ? Condition::Test::kBefore : Condition::Test::kAfter;
  condition.or_missing = ReadFlag(node, "or-missing", scope.issues);
  if (std::optional<Path> other = ReadPath(before ? *before : *after, "the other moment", scope)) condition.other = *other;
  return condition;
}

Condition ReadTest(const text::Node& node, const Scope& scope) {
  if (const text::Node* negated = node.Find("not")) {
    text::RefuseUnknownKeys(node, {"not"}, scope.issues);
    Condition condition = ReadTest(*negated, scope);
    condition.negated = !condition.negated;
    return condition;
  }
  if (node.is_map()) return ReadComparison(node, scope);
  Condition condition;
  if (node.is_sequence())
    condition.values = ReadOneOf(node, "a condition", scope.issues).values;
  else
    condition.values.push_back(ReadConstant(node));
  return condition;
}

}  // namespace

int Names::FindTable(std::string_view name) const {
  for (std::size_t i = 0; i < spec_.tables.size(); ++i) {
    if (spec_.tables[i].name == name) return static_cast<int>(i);
  }
  return -1;
}

int Names::FindColumn(int table, std::string_view name) const {
  const std::vector<Column>& columns = spec_.tables[Index(table)].columns;
  for (std::size_t i = 0; i < columns.size(); ++i) {
    if (columns[i].name == name) return static_cast<int>(i);
  }
  return -1;
}

int Names::AddTable(std::string_view name) {
  if (int found = FindTable(name); found >= 0) return found;
  spec_.tables.push_back({std::string(name), {}, {}});
  return static_cast<int>(spec_.tables.size()) - 1;
}

int Names::AddColumn(int table, const std::string& name, const Span& span) {
  if (int found = FindColumn(table, name); found >= 0) return found;
  spec_.tables[Index(table)].columns.push_back({name, name.front() != '_', -1, span});
  return static_cast<int>(spec_.tables[Index(table)].columns.size()) - 1;
}

void Names::Define(int column, int fill, const text::Node& node) {
  definitions_.push_back({spec_.fills[Index(fill)].table, column, fill, &node});
}

int Names::TargetOf(int table, int column, int depth) const {
  for (const Definition& definition : definitions_) {
    if (definition.table != table || definition.column != column) continue;
    if (int target = TargetOfNode(*definition.node, definition.fill, depth); target >= 0) return target;
  }
  return -1;
}

int Names::TargetOfNode(const text::Node& node, int fill, int depth) const {
  if (depth > kMostIndirection) return -1;
  const int table = spec_.fills[Index(fill)].table;
  if (node.is_scalar()) return node.scalar == "parent" ? spec_.fills[Index(fill)].parent : node.scalar == "sequence" ? table : -1;
  for (const text::Node& item : node.items) {
    if (int target = TargetOfNode(item, fill, depth + 1); target >= 0) return target;
  }
  if (const text::Node* copy = node.Find("copy"); copy && copy->is_scalar()) return TargetOfPath(table, copy->scalar, depth + 1);
  for (const auto& [key, of] : {std::pair("pick", "from"), std::pair("row", "of")}) {
    const text::Node* generator = node.Find(key);
    const text::Node* name = generator ? generator->Find(of) : nullptr;
    if (name && name->is_scalar()) return FindTable(name->scalar);
  }
  return -1;
}

int Names::TargetOfPath(int table, std::string_view path, int depth) const {
  for (const std::string& word : SplitPath(path)) {
    const int column = table < 0 ? -1 : FindColumn(table, word);
    if (column < 0) return -1;
    table = TargetOf(table, column, depth);
  }
  return table;
}

std::vector<std::string> Names::TableNames() const {
  std::vector<std::string> names;
  for (const Table& table : spec_.tables) names.push_back(table.name);
  return names;
}

std::vector<std::string> Names::ColumnNames(int table) const {
  std::vector<std::string> names;
  for (const Column& column : spec_.tables[Index(table)].columns) names.push_back(column.name);
  return names;
}

std::optional<Path> ResolvePath(std::string_view text, const Span& span, const Scope& scope) {
  if (text == "at") return Path{true, {}};
  const std::vector<std::string> words = SplitPath(text);
  if (words.size() > kPathSteps) {
    Report(scope.issues, span, "path-too-long", "a path has at most " + std::to_string(kPathSteps) + " steps");
    return std::nullopt;
  }
  Path path;
  int table = scope.table;
  for (const std::string& word : words) {
    if (table < 0) {
      Report(scope.issues, span, "not-a-reference", "what stands before `." + word + "` in `" + std::string(text) + "` refers to no table");
      return std::nullopt;
    }
    const int column = scope.names.FindColumn(table, word);
    if (column < 0) {
      Report(scope.issues, span, "unknown-column", "table `" + scope.spec.tables[Index(table)].name + "` has no column `" + word + "` here",
             Suggest(word, scope.names.ColumnNames(table)));
      return std::nullopt;
    }
    path.steps.push_back({table, column});
    table = scope.names.TargetOf(table, column);
  }
  return path;
}

std::optional<Path> ReadPath(const text::Node& node, std::string_view what, const Scope& scope) {
  if (!RequireText(node, what, scope.issues)) return std::nullopt;
  return ResolvePath(node.scalar, node.span, scope);
}

std::vector<Path> ReadPaths(const text::Node& node, std::string_view what, const Scope& scope) {
  std::vector<Path> paths;
  auto add = [&](const text::Node& item) {
    if (std::optional<Path> path = ReadPath(item, what, scope)) paths.push_back(std::move(*path));
  };
  if (node.is_sequence())
    std::for_each(node.items.begin(), node.items.end(), add);
  else
    add(node);
  return paths;
}

int TargetOf(const Path& path, const Scope& scope) {
  return path.steps.empty() ? -1 : scope.names.TargetOf(path.steps.back().table, path.steps.back().column);
}

Conditions ReadConditions(const text::Node& node, const Scope& scope) {
  Conditions conditions;
  if (!RequireMap(node, "a condition", scope.issues)) return conditions;
  for (const text::Node::Entry& entry : node.entries) {
    Condition condition = ReadTest(entry.value, scope);
    if (std::optional<Path> path = ResolvePath(entry.key, entry.key_span, scope)) condition.path = std::move(*path);
    conditions.push_back(std::move(condition));
  }
  return conditions;
}

Template ReadTemplate(const text::Node& node, const Scope& scope) {
  Template result;
  if (!RequireText(node, "a template", scope.issues)) return result;
  std::string_view rest = node.scalar;
  Template::Part part;
  while (!rest.empty()) {
    const std::size_t brace = rest.find('{');
    part.text += rest.substr(0, brace);
    if (brace == std::string_view::npos) break;
    rest.remove_prefix(brace + 1);
    if (!rest.empty() && rest.front() == '{') {
      part.text += '{';
      rest.remove_prefix(1);
      continue;
    }
    const std::size_t end = rest.find('}');
    if (end == std::string_view::npos) {
      Report(scope.issues, node.span, "open-brace", "a `{` is never closed", "write `{{` for a brace");
      return result;
    }
    std::string_view path = rest.substr(0, end);
    if (const std::size_t bar = path.find("|slug"); bar != std::string_view::npos && bar + 5 == path.size()) {
      part.slug = true;
      path = path.substr(0, bar);
    }
    part.path = ResolvePath(path, node.span, scope);
    result.parts.push_back(std::move(part));
    part = {};
    rest.remove_prefix(end + 1);
  }
  if (!part.text.empty()) result.parts.push_back(std::move(part));
  return result;
}

}  // namespace lofte::demo::reading

// The whole spec: first the tables, their columns and their rows, then every cell, then what only the whole can show.
#include <algorithm>

#include "demo/generator.h"
#include "demo/reading.h"

namespace lofte::demo {
namespace reading {
namespace {

struct FillNodes {
  int fill;
  const text::Node* when;
  const text::Node* columns;
};

void ReadCounts(const text::Node& node, Fill& fill, Issues& issues) {
  std::vector<double> weights;
  if (node.is_sequence()) {
    if (node.items.size() != 2)
      return Report(issues, node.span, "wrong-shape", "`rows` has to be a number, `[least, most]` or a map from number to weight");
    const std::int64_t least = ReadInteger(node.items[0], "`rows`", 0, kMostSlots, issues);
    const std::int64_t most = ReadInteger(node.items[1], "`rows`", std::max<std::int64_t>(least, 1), kMostSlots, issues);
    weights.assign(static_cast<std::size_t>(most) + 1, 0);
    std::fill(weights.begin() + static_cast<std::ptrdiff_t>(least), weights.end(), 1);
  }
  for (const text::Node::Entry& entry : node.entries) {
    text::Node key;
    key.kind = text::Node::Kind::kScalar;
    key.scalar = entry.key;
    key.span = entry.key_span;
    const auto count = static_cast<std::size_t>(ReadInteger(key, "a number of rows", 0, kMostSlots, issues));
    weights.resize(std::max(weights.size(), count + 1), 0);
    weights[count] = ReadWeight(entry.value, "a weight", issues);
  }
  if (weights.size() < 2) return Report(issues, node.span, "wrong-shape", "`rows` never makes a row");
  fill.slots = static_cast<std::int64_t>(weights.size()) - 1;
  fill.counts = Accumulate(weights);
}

void ReadRows(const text::Node& node, Fill& fill, Issues& issues) {
  const text::Node* rows = node.Find("rows");
  if (fill.parent < 0) {
    if (!rows) return Report(issues, node.span, "missing-key", "a fill without `per` needs `rows: subjects` or a number of rows");
    fill.per_subject = rows->is_scalar() && rows->scalar == "subjects";
    if (!fill.per_subject) fill.slots = ReadInteger(*rows, "`rows`", 1, kMostFixedRows, issues);
    return;
  }
  if (!rows) return;
  if (rows->is_scalar())
    fill.slots = ReadInteger(*rows, "`rows`", 1, kMostSlots, issues);
  else
    ReadCounts(*rows, fill, issues);
}

bool IsName(std::string_view name) {
  auto word = [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_'; };
  return !name.empty() && name != "at" && std::all_of(name.begin(), name.end(), word);
}

std::optional<FillNodes> ReadFill(const text::Node& node, Spec& spec, Names& names, Issues& issues) {
  if (!RequireMap(node, "a fill", issues)) return std::nullopt;
  text::RefuseUnknownKeys(node, {"table", "per", "rows", "when", "columns"}, issues);
  const text::Node *name = Require(node, "table", "a fill", issues), *columns = Require(node, "columns", "a fill", issues);
  if (!name || !columns || !RequireText(*name, "`table`", issues) || !RequireMap(*columns, "`columns`", issues)) return std::nullopt;
  if (columns->entries.empty()) Report(issues, columns->span, "wrong-shape", "a fill has to have columns");
  Fill fill;
  if (const text::Node* per = node.Find("per"); per && RequireText(*per, "`per`", issues)) {
    fill.parent = names.FindTable(per->scalar);
    if (fill.parent < 0 || per->scalar == name->scalar) {
      Report(issues, per->span, "unknown-table", "no fill before this one fills `" + per->scalar + "`",
             Suggest(per->scalar, names.TableNames()));
      return std::nullopt;
    }
  }
  ReadRows(node, fill, issues);
  fill.table = names.AddTable(name->scalar);
  const int index = static_cast<int>(spec.fills.size());
  spec.tables[static_cast<std::size_t>(fill.table)].fills.push_back(index);
  spec.fills.push_back(std::move(fill));
  for (const text::Node::Entry& entry : columns->entries) {
    if (!IsName(entry.key)) {
      Report(issues, entry.key_span, "bad-name", "`" + entry.key + "` is no name of a column", "use letters, digits and `_`");
      continue;
    }
    names.Define(names.AddColumn(spec.fills.back().table, entry.key, entry.key_span), index, entry.value);
  }
  return FillNodes{index, node.Find("when"), columns};
}

void ReadCells(const FillNodes& nodes, const PhraseLists& phrases, Spec& spec, const Names& names, Issues& issues) {
  Fill& fill = spec.fills[static_cast<std::size_t>(nodes.fill)];
  const Scope scope{names, spec, phrases, nodes.fill, fill.table, issues};
  fill.cells.resize(spec.tables[static_cast<std::size_t>(fill.table)].columns.size());
  if (nodes.when) fill.when = ReadConditions(*nodes.when, scope);
  for (const text::Node::Entry& entry : nodes.columns->entries) {
    if (const int column = names.FindColumn(fill.table, entry.key); column >= 0)
      fill.cells[static_cast<std::size_t>(column)] = ReadCell(entry.value, scope);
  }
}

void ReadTables(const text::Node& root, Spec& spec, Issues& issues) {
  const text::Node* tables = Require(root, "tables", "the spec", issues);
  if (!tables || !RequireList(*tables, "`tables`", issues)) return;
  PhraseLists phrases;
  if (const text::Node* node = root.Find("phrases")) phrases = ReadPhraseLists(*node, issues);
  Names names(spec);
  std::vector<FillNodes> fills;
  for (const text::Node& node : tables->items) {
    if (std::optional<FillNodes> fill = ReadFill(node, spec, names, issues)) fills.push_back(*fill);
  }
  for (const FillNodes& fill : fills) ReadCells(fill, phrases, spec, names, issues);
  const bool has_subjects = std::any_of(spec.fills.begin(), spec.fills.end(), [](const Fill& fill) { return fill.per_subject; });
  if (!has_subjects) Report(issues, tables->span, "no-subjects", "no table has `rows: subjects`");
  if (!HasErrors(issues)) CheckSpec(names, spec, issues);
}

void ReadHead(const text::Node& root, Spec& spec, Issues& issues) {
  text::RefuseUnknownKeys(root, {"lofte", "system", "zone", "financial-year-end", "phrases", "tables"}, issues);
  if (const text::Node* version = Require(root, "lofte", "the spec", issues)) ReadInteger(*version, "`lofte`", 1, 1, issues);
  if (const text::Node* system = Require(root, "system", "the spec", issues); system && RequireText(*system, "`system`", issues))
    spec.system = system->scalar;
  if (const text::Node* zone = root.Find("zone"); zone && RequireText(*zone, "`zone`", issues)) spec.zone = zone->scalar;
  if (const text::Node* year_end = root.Find("financial-year-end"); year_end && RequireText(*year_end, "`financial-year-end`", issues)) {
    Result<time::YearEnd> parsed = time::ParseYearEnd(year_end->scalar);
    if (parsed)
      spec.year_end = *parsed;
    else
      Report(issues, year_end->span, "bad-year-end", parsed.error().message);
  }
}

}  // namespace
}  // namespace reading

Result<Spec> ReadSpec(std::string_view file, std::string_view source, Issues& issues) {
  Issues own;
  Spec spec;
  const std::optional<text::Node> root = text::ReadYaml(file, source, own);
  if (root && reading::RequireMap(*root, "the spec", own)) {
    reading::ReadHead(*root, spec, own);
    reading::ReadTables(*root, spec, own);
  }
  const bool wrong = HasErrors(own);
  issues.insert(issues.end(), own.begin(), own.end());
  if (wrong) return Fail(ErrorCode::kInvalid, "`" + std::string(file) + "` has mistakes; correct them and try again");
  return spec;
}

}  // namespace lofte::demo

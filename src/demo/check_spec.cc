// Checks over a whole spec. A node of the dependency graph is a column of a table, or the question whether a row of the table exists; the
// graph has no cycle, so making any cell ends. O(columns + paths).
#include <algorithm>

#include "demo/reading.h"

namespace lofte::demo::reading {
namespace {

std::size_t Index(int index) { return static_cast<std::size_t>(index); }

constexpr int kExistence = -1;  // in place of a column
constexpr int kMostDepth = 100;
using Dependency = Step;

// Collects what a generator reads.
class Dependencies {
 public:
  Dependencies(const Spec& spec, std::vector<Dependency>& found) : spec_(spec), found_(found) {}

  void operator()(const Copy& copy) { Add(copy.path); }
  void operator()(const Amount& amount) {
    for (const Amount::Bound* bound : {&amount.from, &amount.to}) {
      if (const auto* path = std::get_if<Path>(bound)) Add(*path);
    }
  }
  void operator()(const Pick& pick) {
    Add(pick.where);
    Add(pick.unlike);
    found_.push_back({pick.table, kExistence});
  }
  void operator()(const RowOf& row_of) {
    Add(row_of.under);
    found_.push_back({spec_.fills[Index(row_of.fill)].table, kExistence});
  }
  void operator()(const PersonName& name) { Add(name.language); }
  void operator()(const Phone& phone) { Add(phone.language); }
  void operator()(const Email& email) { Add(email.of); }
  void operator()(const Template& text) {
    for (const Template::Part& part : text.parts) Add(part.path);
  }
  void operator()(const Phrase& phrase) {
    Add(phrase.language);
    for (const auto& [language, texts] : phrase.by_language) {
      for (const Template& text : texts) (*this)(text);
    }
  }
  void operator()(const Moment& moment) {
    Add(moment.after);
    Add(moment.before);
  }
  template <typename Other>
  void operator()(const Other&) {}  // reads nothing

  void Add(const Conditions& conditions) {
    for (const Condition& condition : conditions) {
      Add(condition.path);
      Add(condition.other);
    }
  }

 private:
  void Add(const Path& path) { found_.insert(found_.end(), path.steps.begin(), path.steps.end()); }
  void Add(const std::optional<Path>& path) {
    if (path) Add(*path);
  }
  void Add(const std::vector<Path>& paths) {
    for (const Path& path : paths) Add(path);
  }

  const Spec& spec_;
  std::vector<Dependency>& found_;
};

bool MayFail(const Generator& generator) {
  if (const auto* moment = std::get_if<Moment>(&generator)) return !moment->optional;
  if (const auto* pick = std::get_if<Pick>(&generator)) return !pick->optional;
  return false;
}

class Checker {
 public:
  Checker(const Names& names, Spec& spec, Issues& issues) : names_(names), spec_(spec), issues_(issues) {}

  void Run() {
    for (std::size_t i = 0; i < spec_.tables.size(); ++i) CheckColumns(static_cast<int>(i));
    for (Fill& fill : spec_.fills) FindFailing(fill);
    for (std::size_t i = 0; i < spec_.tables.size(); ++i) {
      heights_.emplace_back(spec_.tables[i].columns.size() + 1, kUnseen);
    }
    for (std::size_t i = 0; i < spec_.tables.size(); ++i) {
      for (int column = kExistence; column < static_cast<int>(spec_.tables[i].columns.size()); ++column)
        Visit({static_cast<int>(i), column}, 0);
    }
  }

 private:
  static constexpr int kUnseen = -1, kOpen = -2;

  void CheckColumns(int index) {
    Table& table = spec_.tables[Index(index)];
    for (std::size_t i = 0; i < table.columns.size(); ++i) {
      Column& column = table.columns[i];
      column.refers_to = names_.TargetOf(index, static_cast<int>(i));
      if (!column.stored) continue;
      for (int fill : table.fills) {
        if (!spec_.fills[Index(fill)].cells[i].empty()) continue;
        Report(issues_, column.span, "missing-column", "another fill of `" + table.name + "` does not make `" + column.name + "`",
               "write `" + column.name + ": null` there");
      }
      CheckOrder(table, column);
    }
  }

  // A stored reference is a foreign key: its table is filled before. (A table's own numbers, `sequence`, are no reference.)
  void CheckOrder(const Table& table, const Column& column) {
    if (column.refers_to < 0 || spec_.tables[Index(column.refers_to)].name == table.name) return;
    const Table& target = spec_.tables[Index(column.refers_to)];
    if (target.fills.back() < table.fills.front()) return;
    Report(issues_, column.span, "later-table",
           "`" + table.name + "." + column.name + "` refers to `" + target.name + "`, which is filled later",
           "fill `" + target.name + "` first");
  }

  static void FindFailing(Fill& fill) {
    for (std::size_t i = 0; i < fill.cells.size(); ++i) {
      const Cell& cell = fill.cells[i];
      if (std::any_of(cell.begin(), cell.end(), [](const Case& item) { return MayFail(item.generator); }))
        fill.must_succeed.push_back(static_cast<int>(i));
    }
  }

  std::vector<Dependency> DependenciesOf(const Dependency& node) {
    std::vector<Dependency> found;
    Dependencies collect(spec_, found);
    for (int index : spec_.tables[Index(node.table)].fills) {
      const Fill& fill = spec_.fills[Index(index)];
      if (node.column == kExistence) {
        collect.Add(fill.when);
        if (fill.parent >= 0) found.push_back({fill.parent, kExistence});
        for (int column : fill.must_succeed) found.push_back({node.table, column});
        continue;
      }
      for (const Case& item : fill.cells[Index(node.column)]) {
        collect.Add(item.when);
        std::visit(collect, item.generator);
      }
    }
    return found;
  }

  // Returns how deep the cells go that a node needs: the depth of the recursion that makes it.
  int Visit(const Dependency& node, int depth) {
    int& height = heights_[Index(node.table)][Index(node.column + 1)];
    if (height == kOpen) ReportCycle(node);
    if (height != kUnseen) return std::max(height, 0);
    if (depth > kMostDepth) return kMostDepth;
    height = kOpen;
    int highest = 0;
    for (const Dependency& next : DependenciesOf(node)) highest = std::max(highest, Visit(next, depth + 1));
    heights_[Index(node.table)][Index(node.column + 1)] = highest + 1;
    if (highest >= kMostDepth && !too_deep_) ReportDepth(node);
    return highest + 1;
  }

  const Span& SpanOf(const Dependency& node) const {
    const std::vector<Column>& columns = spec_.tables[Index(node.table)].columns;
    return columns[node.column == kExistence ? 0 : Index(node.column)].span;
  }

  void ReportDepth(const Dependency& node) {
    too_deep_ = true;
    Report(issues_, SpanOf(node), "too-deep", "columns stand on each other more than " + std::to_string(kMostDepth) + " deep");
  }

  void ReportCycle(const Dependency& node) {
    const Table& table = spec_.tables[Index(node.table)];
    const std::string name = node.column == kExistence ? "whether a row of `" + table.name + "` exists"
                                                       : "`" + table.name + "." + table.columns[Index(node.column)].name + "`";
    Report(issues_, SpanOf(node), "cycle", name + " depends on itself");
  }

  const Names& names_;
  Spec& spec_;
  Issues& issues_;
  std::vector<std::vector<int>> heights_;  // by table, then existence and the columns
  bool too_deep_ = false;
};

}  // namespace

void CheckSpec(const Names& names, Spec& spec, Issues& issues) { Checker(names, spec, issues).Run(); }

}  // namespace lofte::demo::reading

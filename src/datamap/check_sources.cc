// Facts that rules read out of rows which other rules delete: when those rows are gone the fact is unknown, and nothing that waits for it
// ever goes.
#include <algorithm>
#include <set>

#include "datamap/check.h"
#include "datamap/check_internal.h"
#include "expr/syntax_tree.h"

namespace lofte::datamap {
namespace {

using checking::AddWarning;
using checking::HeldBy;
using checking::Quoted;
using expr::Syntax;
using expr::SyntaxPtr;

// One column of a linked row that a fact depends on.
struct Source {
  const TableMap* from = nullptr;  // the table that the link is written on
  const Link* link = nullptr;
  std::string column;
  bool may_go = false;  // the row; not the column of one that stays
};

// What one expression reads through links.
class Reading {
 public:
  explicit Reading(const DataMap& map) : map_(map) {}

  void Read(const SyntaxPtr& syntax, const TableMap* table) {
    if (syntax == nullptr || table == nullptr) return;
    if (syntax->kind == Syntax::Kind::kName && !syntax->is_outer && !syntax->link.empty()) Add(table, syntax->link, syntax->name);
    if (syntax->kind == Syntax::Kind::kAny) return ReadAny(*syntax, table);
    for (const SyntaxPtr& operand : syntax->operands) Read(operand, table);
  }
  void Read(const ColumnPath& path, const TableMap* table) {
    if (!path.link.empty()) Add(table, path.link, path.column);
  }

  // A column of many rows, of which it does not matter if some are gone.
  void ReadOfRows(const ColumnPath& path, const TableMap* table) {
    const Link* link = table->FindLink(path.link);
    if (link != nullptr) sources_.push_back({table, link, path.column, true});
  }

  const std::vector<Source>& sources() const { return sources_; }
  // The expression asks whether the row is there at all: its author has said what a missing row means.
  bool AsksFor(const Link* link) const { return asked_.count(link) != 0; }

 private:
  void Add(const TableMap* table, const std::string& name, const std::string& column) {
    if (const Link* link = table->FindLink(name)) sources_.push_back({table, link, column});
  }

  void ReadAny(const Syntax& any, const TableMap* table) {
    const Link* link = table->FindLink(any.link);
    if (link == nullptr) return;
    if (any.operands.empty()) asked_.insert(link);
    sources_.push_back({table, link, ""});
    for (const SyntaxPtr& operand : any.operands) {
      Columns(operand, table, *link);
      Read(operand, map_.Find(link->to));
    }
  }

  // The columns of the linked row itself.
  void Columns(const SyntaxPtr& syntax, const TableMap* table, const Link& link) {
    if (syntax->kind == Syntax::Kind::kAny) return;
    if (syntax->kind == Syntax::Kind::kName && !syntax->is_outer && syntax->link.empty()) sources_.push_back({table, &link, syntax->name});
    for (const SyntaxPtr& operand : syntax->operands) Columns(operand, table, link);
  }

  const DataMap& map_;
  std::vector<Source> sources_;
  std::set<const Link*> asked_;
};

class SourceCheck {
 public:
  SourceCheck(const policy::Policy& policy, const DataMap& map, const stores::Catalogue& catalogue, Issues& issues)
      : policy_(policy), map_(map), catalogue_(catalogue), issues_(issues) {}

  void Run() {
    for (const TableMap& table : map_.tables)
      for (const Event& event : table.events) CheckIsKept(event, table);
    for (const TableMap& table : map_.tables)
      for (const policy::Rule& rule : policy_.rules)
        if (catalogue_.Find(table.name) != nullptr && HeldBy(table, rule) != nullptr) CheckRule(rule, table);
  }

 private:
  // Of many rows some go before others, and what is left tells another day.
  void CheckIsKept(const Event& event, const TableMap& table) {
    const Link* link = event.is_of_many() && event.kept_in.empty() ? table.FindLink(event.column.link) : nullptr;
    const TableMap* target = link == nullptr ? nullptr : map_.Find(link->to);
    if (target == nullptr || !HasRule(*target)) return;
    checking::AddError(
        issues_, event.span, "event-forgets",
        "event " + Quoted(event.name) + " is read in all rows of " + Quoted(expr::Format(link->to)) +
            ", which go by rules of their own: what is left of them tells another day",
        "name a technical column of " + Quoted(expr::Format(table.name)) + " in which a sweep leaves what they told: `kept-in: COLUMN`");
  }

  bool HasRule(const TableMap& table) const {
    return std::any_of(policy_.rules.begin(), policy_.rules.end(),
                       [&](const policy::Rule& rule) { return HeldBy(table, rule) != nullptr; });
  }

  void CheckRule(const policy::Rule& rule, const TableMap& table) {
    CheckEnd(rule.end, rule, table);
    if (rule.consent) CheckState(*rule.consent, rule, table);
    for (const policy::ConditionRef& condition : rule.when) CheckCondition(condition.name, rule, table);
    const auto serves = table.serves.find(rule.activity);
    if (rule.kind != policy::RuleKind::kNeed || serves == table.serves.end()) return;
    Reading reading(map_);
    reading.Read(serves->second, &table);
    Report(reading, rule, "condition of `serves`", rule.activity, table.serves_spans.at(rule.activity));
  }

  void CheckEnd(const policy::End& end, const policy::Rule& rule, const TableMap& table) {
    for (const policy::End& part : end.parts) CheckEnd(part, rule, table);
    if (end.kind == policy::End::Kind::kWhile) CheckState(end.name, rule, table);
    if (end.kind == policy::End::Kind::kAfter) CheckEvent(end.name, rule, table);
  }

  // What the rows that go have told stays in the column that it is kept in. Not so if it is emptied in rows that stay.
  static void ReadEvent(const Event& event, const TableMap& of, Reading& reading) {
    if (event.is_of_many() && !event.kept_in.empty()) return reading.ReadOfRows(event.column, &of);
    reading.Read(event.column, &of);
  }

  void CheckEvent(const std::string& name, const policy::Rule& rule, const TableMap& table) {
    for (const TableMap* of : {&table, People(table)}) {
      const Event* event = of == nullptr ? nullptr : of->FindEvent(name);
      if (event == nullptr) continue;
      Reading reading(map_);
      ReadEvent(*event, *of, reading);
      return Report(reading, rule, "event", name, event->span);
    }
  }

  void CheckState(const std::string& name, const policy::Rule& rule, const TableMap& table) {
    for (const TableMap* of : {&table, People(table)}) {
      const State* state = of == nullptr ? nullptr : of->FindState(name);
      if (state == nullptr) continue;
      Reading reading(map_);
      reading.Read(state->when, of);
      if (const Event* until = of->FindEvent(state->until)) ReadEvent(*until, *of, reading);
      return Report(reading, rule, "state", name, state->span);
    }
  }

  void CheckCondition(const std::string& name, const policy::Rule& rule, const TableMap& table) {
    for (const TableMap* of : {&table, People(table)}) {
      const Condition* condition = of == nullptr ? nullptr : of->FindCondition(name);
      if (condition == nullptr) continue;
      Reading reading(map_);
      reading.Read(condition->when, of);
      return Report(reading, rule, "condition", name, condition->span);
    }
  }

  const TableMap* People(const TableMap& table) const {
    const DataMap::Registry* registry = map_.RegistryOf(table.name.store);
    return registry == nullptr ? nullptr : map_.Find(registry->table);
  }

  void Report(const Reading& reading, const policy::Rule& rule, const char* kind, const std::string& name, const Span& place) {
    std::set<const Link*> said;
    for (const Source& source : reading.sources()) {
      if (!IsErasable(source, reading) || !said.insert(source.link).second) continue;
      if (!reported_.insert(source.link->name + std::to_string(place.line) + ":" + std::to_string(place.column)).second) continue;
      AddWarning(issues_, place, "fact-from-erasable",
                 std::string(kind) + " " + Quoted(name) + ", which a rule of activity " + Quoted(rule.activity) + " reads (" +
                     rule.span.file + ":" + std::to_string(rule.span.line) + "), looks into " + Quoted(expr::Format(source.link->to)) +
                     " through link " + Quoted(source.link->name) +
                     "; what it finds there goes by rules of its own, and then nobody knows any more",
                 "let a stored column of " + Quoted(expr::Format(source.from->name)) +
                     " carry it (`kept-in:` where it is the latest or earliest of many), or give the link a foreign key and read a "
                     "technical column; in an " +
                     "expression, say what a missing row means with `any(" + source.link->name + ")`");
    }
  }

  // The row, or what is read of it, can go while the row that asks stands.
  bool IsErasable(const Source& source, const Reading& reading) const {
    const TableMap* target = map_.Find(source.link->to);
    const DataMap::Registry* registry = map_.RegistryOf(source.link->to.store);
    if (target == nullptr || (registry != nullptr && registry->table == target->name)) return false;
    if (!HasRule(*target) || reading.AsksFor(source.link)) return false;
    if (!source.may_go && !checking::IsHeldByForeignKey(catalogue_, *source.from, *source.link)) return true;
    const Field* field = target->FindField(source.column);
    return field != nullptr && (!field->category.empty() || !field->link_of.empty()) && field->blank.method != Method::kRefuse;
  }

  const policy::Policy& policy_;
  const DataMap& map_;
  const stores::Catalogue& catalogue_;
  Issues& issues_;
  std::set<std::string> reported_;
};

}  // namespace

bool checking::IsHeldByForeignKey(const stores::Catalogue& catalogue, const TableMap& from, const Link& link) {
  const stores::Table* own = catalogue.Find(from.name);
  const stores::Table* to = catalogue.Find(link.to);
  if (own == nullptr || to == nullptr) return false;
  return std::any_of(own->foreign_keys.begin(), own->foreign_keys.end(), [&](const stores::ForeignKey& key) {
    if (key.target != to->name) return false;
    for (std::size_t i = 0; i < key.columns.size(); ++i) {
      const std::pair<std::string, std::string> pair(key.columns[i], key.target_columns[i]);
      if (std::find(link.on.begin(), link.on.end(), pair) == link.on.end()) return false;
    }
    return true;
  });
}

void CheckSources(const policy::Policy& policy, const DataMap& map, const stores::Catalogue& catalogue, Issues& issues) {
  SourceCheck(policy, map, catalogue, issues).Run();
  checking::CheckPersonSources(policy, map, catalogue, issues);
}

}  // namespace lofte::datamap

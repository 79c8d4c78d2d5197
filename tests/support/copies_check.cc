#include "support/copies_check.h"

#include <algorithm>
#include <set>

#include "base/result.h"
#include "engine/seal_rows.h"
#include "engine/sealed_copy.h"
#include "support/changes.h"
#include "support/persons_of.h"

namespace lofte::tests {

namespace {

using Lines = std::vector<std::string>;
using Row = Changes::Row;
using Kind = engine::SealedCopy::Kind;

std::string Joined(const Lines& parts, const std::string& separator) {
  std::string out;
  for (const std::string& part : parts) out += (out.empty() ? "" : separator) + part;
  return out;
}

// What left a row, as lines that are the same for what was in the rows and for what is in the copies.
struct Items {
  std::multiset<std::string> values, beside, rows, traces;
};

std::string ValueLine(const std::string& row, const std::string& column, const std::string& value, const Lines& persons) {
  return row + ": " + column + "=" + value + " (" + Joined(persons, ", ") + ")";
}

class CopiesCheck {
 public:
  CopiesCheck(stores::Store& store, const engine::Site& site, const Look& before, const Look& after, const StoreEnds& ends,
              const std::vector<SweptStep>& steps, const SaidOfCopies& said, const grounds::Question& question)
      : store_(store),
        site_(site),
        before_(before),
        after_(after),
        ends_(ends),
        steps_(steps),
        said_(said),
        question_(question),
        today_(time::Format(question.zone.DayOf(question.at))),
        terms_(engine::TermsOf(site.bound->policy(), site.bound->map(), question)),
        persons_(store, before.tables) {}

  Lines Run() {
    for (std::size_t i = 0; i < before_.tables.size(); ++i)
      if (const datamap::BoundTable* table = site_.bound->Find(before_.tables[i].table.name))
        LookAt(*table, before_.tables[i], after_.tables[i]);
    for (const auto& [id, copy] : after_.own.copies)
      if (before_.own.copies.count(id) == 0) Open(copy);
    Compare("value", taken_.values, may_be_.values, sealed_.values);
    Compare("value beside", taken_.beside, may_be_.beside, sealed_.beside);
    CompareRows();
    CheckGone();
    CheckStaying();
    CheckCells();
    return std::move(lines_);
  }

 private:
  void Say(const std::string& line) { lines_.push_back(line); }

  // What has left the rows -----------------------------------------------------------------------------------------------------------

  void LookAt(const datamap::BoundTable& table, const TableSnapshot& was, const TableSnapshot& is) {
    const std::string name = expr::Format(table.map().name);
    std::set<std::string> emptied;
    for (const SweptStep& step : steps_) {
      if (step.table != name) continue;
      if (step.rows > 0) emptied.insert(step.fields.begin(), step.fields.end());
      if (step.on_cycle) on_cycle_.insert(name);
    }
    const Changes changes = ChangesOf(was, is, emptied);
    for (const Row& row : changes.gone) Take(table, was, row, nullptr);
    for (const auto& [row, now] : changes.changed) {
      Take(table, was, row, &now);
      changed_.emplace(NameOf(table, now), std::pair(row, now));
    }
  }

  // `now`: as it stands; nullptr: it is gone.
  void Take(const datamap::BoundTable& table, const TableSnapshot& in, const Row& row, const Row* now) {
    const RowEnds* ends = ends_.Of(in.Name(), row);
    const auto some = [](const std::vector<bool>& flags) { return std::count(flags.begin(), flags.end(), true) > 0; };
    const bool is_taken_to_erase = ends == nullptr || (!some(ends->sealed) && !some(ends->counted));
    if (now == nullptr && is_taken_to_erase) return TakeRow(table, row);
    if (now == nullptr) sealed_or_counted_.insert(NameOf(table, row));
    if (ends == nullptr) return;
    for (std::size_t g = 0; g < table.groups().size(); ++g) {
      if (ends->sealed[g]) TakeGroup(table, table.groups()[g], *ends, row, now);
      if (now != nullptr && ends->counted[g] && HasMoved(table, table.groups()[g], *ends, row, *now))
        ++counted_[expr::Format(table.map().name)];
    }
    if (now == nullptr && some(ends->counted)) ++counted_[expr::Format(table.map().name)];
  }

  bool HasMoved(const datamap::BoundTable& table, const datamap::FieldGroup& group, const RowEnds& ends, const Row& row,
                const Row& now) const {
    return std::any_of(group.fields.begin(), group.fields.end(), [&](const datamap::Field* field) {
      const std::size_t at = IndexOf(table.table(), field->column);
      return ends.has_value[NumberOf(table, *field)] && row[at] != now[at];
    });
  }

  void TakeGroup(const datamap::BoundTable& table, const datamap::FieldGroup& group, const RowEnds& ends, const Row& row, const Row* now) {
    const std::string name = NameOf(table, row);
    const Lines persons = persons_.Of(table, row, ends, group.binding.roles);
    Items erased_forms;
    bool is_taken = false;
    for (const datamap::Field* field : group.fields) {
      // The key of a person is in the copy as whose the values are. What refuses to be emptied leaves with its row.
      if (field->category.empty()) continue;
      if (now != nullptr && field->blank.method == datamap::Method::kRefuse) continue;
      const std::size_t at = IndexOf(table.table(), field->column);
      const bool has_value = ends.has_value[NumberOf(table, *field)];
      const std::string line = ValueLine(name, field->column, row[at], persons);
      if (has_value && (now == nullptr || row[at] != (*now)[at])) {
        taken_.values.insert(line);
        is_taken = true;
      } else if (!has_value && row[at] != "NULL") {
        erased_forms.values.insert(line);
      }
    }
    if (!is_taken) return;
    may_be_.values.insert(erased_forms.values.begin(), erased_forms.values.end());
    if (now != nullptr) return;
    for (const datamap::Field& field : table.map().fields)
      if (field.category.empty() && field.link_of.empty())
        (IsOnCycle(table) ? may_be_ : taken_).beside.insert(ValueLine(name, field.column, row[IndexOf(table.table(), field.column)], {}));
  }

  void TakeRow(const datamap::BoundTable& table, const Row& row) {
    if (site_.undo_days == 0) return;
    Lines values;
    for (std::size_t i = 0; i < row.size(); ++i)
      if (!table.table().columns[i].is_computed()) values.push_back(table.table().columns[i].name + "=" + row[i]);
    std::sort(values.begin(), values.end());
    const std::string line = NameOf(table, row) + ": " + Joined(values, "|");
    (IsOnCycle(table) ? may_be_ : taken_).rows.insert(line);
    trace_of_[line] = table.table().KeyColumns().empty() ? "" : NameOf(table, row);
  }

  // What is in the copies --------------------------------------------------------------------------------------------------------------

  void Open(const StoredCopy& stored) {
    const std::string what = "new copy of kind `" + stored.kind + "` of `" + stored.table + "`";
    if (site_.key == nullptr) return Say(what + ": nothing is sealed here");
    const datamap::BoundTable* table = Find(stored.table);
    const Result<std::string> plain = site_.key->Open(stored.ciphertext, engine::AboutOf(stored.id, stored.table, stored.digest));
    if (table == nullptr || !plain) return Say(what + ": it is of no table of the map, or can't be opened");
    const Result<engine::SealedCopy> copy = engine::Decode(*plain, question_.zone);
    if (!copy) return Say(what + ": " + copy.error().message);
    CheckFrame(what, stored, *copy);
    const std::string name = NameOf(*table, *copy);
    if (copy->kind == Kind::kBlocked) {
      const Lines persons = PersonsIn(*table, *copy);
      for (const auto& [column, value] : ExactlyAll(*table, copy->values))
        if (value != "NULL") sealed_.values.insert(ValueLine(name, column, value, persons));
      for (const auto& [column, value] : ExactlyAll(*table, copy->beside)) sealed_.beside.insert(ValueLine(name, column, value, {}));
    } else if (copy->kind == Kind::kUndoRow) {
      Lines values;
      for (const auto* columns : {&copy->values, &copy->beside})
        for (const auto& [column, value] : ExactlyAll(*table, *columns)) values.push_back(column + "=" + value);
      std::sort(values.begin(), values.end());
      sealed_.rows.insert(name + ": " + Joined(values, "|"));
    } else if (copy->kind == Kind::kGone) {
      sealed_.traces.insert(name);
    } else {
      CheckFields(*table, *copy, name);
    }
  }

  // What is said of a copy beside its content is so.
  void CheckFrame(const std::string& what, const StoredCopy& stored, const engine::SealedCopy& copy) {
    const char* kind = copy.kind == Kind::kBlocked ? "blocked" : copy.kind == Kind::kGone ? "gone" : "undo";
    if (stored.kind != kind || copy.table != stored.table) Say(what + ": its content is of another kind or table");
    if (stored.run != said_.run) Say(what + ": it is of run `" + stored.run + "`, and not of `" + said_.run + "`");
    if (stored.key_id != site_.key->id() || stored.digest != engine::DigestOf(*site_.key, copy.table, copy.key))
      Say(what + ": it can't be found by its row");
    if (stored.terms != terms_) Say(what + ": its days were found by other terms");
    // What stands on a hold alone is sealed too, and goes when the hold is released.
    if (!stored.is_held && !stored.due.empty() && stored.due <= today_)
      Say(what + ": it was due on " + stored.due + ", before it was sealed");
    Lines people;
    const stores::Column* key = site_.bound->SubjectKey();
    for (const auto& [role, subject] : copy.people)
      people.push_back(role + " " + ExactlyOf(store_, key == nullptr ? Text() : *key, subject, false));
    std::sort(people.begin(), people.end());
    if (people != stored.persons)
      Say(what + ": it is about " + Joined(people, ", ") + ", and the store says of " + Joined(stored.persons, ", "));
  }

  // Each value that can be put back stood in the row, and does no longer.
  void CheckFields(const datamap::BoundTable& table, const engine::SealedCopy& copy, const std::string& name) {
    const auto changed = changed_.find(name);
    if (changed == changed_.end() || copy.key.empty()) {
      if (!IsOnCycle(table)) Say(name + ": fields are sealed of a row that has not changed");
      return;
    }
    for (const auto& [column, value] : ExactlyAll(table, copy.values)) {
      const std::size_t at = IndexOf(table.table(), column);
      const auto& [was, is] = changed->second;
      if (value != was[at] || value == is[at]) Say(name + ": " + column + "=" + value + " is sealed, and was not taken");
    }
  }

  // The two, held together ---------------------------------------------------------------------------------------------------------------

  void Compare(const std::string& what, const std::multiset<std::string>& taken, std::multiset<std::string> may_be,
               const std::multiset<std::string>& sealed) {
    std::vector<std::string> missing, more;
    std::set_difference(taken.begin(), taken.end(), sealed.begin(), sealed.end(), std::back_inserter(missing));
    std::set_difference(sealed.begin(), sealed.end(), taken.begin(), taken.end(), std::back_inserter(more));
    for (const std::string& line : missing) Say(what + " that left its row and is in no copy: " + line);
    for (const std::string& line : more) {
      const auto found = may_be.find(line);
      if (found == may_be.end()) Say(what + " in a copy that did not leave its row: " + line);
      if (found != may_be.end()) may_be.erase(found);
    }
  }

  // A row that is gone has one copy, or a trace, or both; one that was sealed or counted may have a trace.
  void CompareRows() {
    Items left = sealed_;
    const auto take = [](std::multiset<std::string>& from, const std::string& line) {
      const auto found = from.find(line);
      if (found == from.end()) return false;
      from.erase(found);
      return true;
    };
    for (const auto* rows : {&taken_.rows, &may_be_.rows})
      for (const std::string& line : *rows) {
        const bool has_copy = take(left.rows, line), has_trace = take(left.traces, trace_of_.at(line));
        if (has_copy || has_trace) continue;
        if (rows == &taken_.rows && !trace_of_.at(line).empty()) Say("row that is gone without a copy or a trace: " + line);
      }
    for (const std::string& line : left.rows) Say("copy of a row that is not gone: " + line);
    for (const std::string& line : left.traces)
      if (sealed_or_counted_.count(line) == 0) Say("trace of a row that is not gone: " + line);
  }

  void CheckGone() {
    std::int64_t blocked = 0, undo = 0;
    for (const auto& [id, copy] : before_.own.copies) {
      const bool is_due = !copy.due.empty() && copy.due <= today_;
      const std::string what = "copy of kind `" + copy.kind + "` of `" + copy.table + "`";
      if (after_.own.copies.count(id) > 0) {
        const StoredCopy& now = after_.own.copies.at(id);
        if (said_.is_over && !now.due.empty() && now.due <= today_ && !copy.is_held) Say(what + " is due since " + now.due + " and stands");
        continue;
      }
      ++(copy.kind == "blocked" ? blocked : undo);
      if (copy.is_held) Say(what + " is destroyed, and is about somebody who is held");
      if (!is_due && copy.terms == terms_) Say(what + " is destroyed, and is due on `" + copy.due + "`");
    }
    if (blocked != said_.destroyed || undo != said_.destroyed_undo)
      Say(std::to_string(blocked) + " blocked copies are gone and " + std::to_string(undo) + " for undo, and the steps say " +
          std::to_string(said_.destroyed) + " and " + std::to_string(said_.destroyed_undo));
  }

  void CheckStaying() {
    if (after_.own.strays > 0) Say(std::to_string(after_.own.strays) + " persons of copies that are gone are named still");
    for (const auto& [id, was] : before_.own.copies) {
      const auto found = after_.own.copies.find(id);
      if (found == after_.own.copies.end()) continue;
      const StoredCopy& is = found->second;
      const auto frame = [](const StoredCopy& of) {
        return std::tie(of.kind, of.table, of.digest, of.run, of.key_id, of.told, of.ciphertext, of.persons);
      };
      const auto days = [](const StoredCopy& of) { return std::tie(of.due, of.late, of.is_undated, of.terms); };
      if (frame(was) != frame(is)) Say("a copy of `" + was.table + "` that stays is another");
      if (days(was) != days(is) && was.terms == terms_) Say("a copy of `" + was.table + "` has other days by the same terms");
    }
  }

  void CheckCells() {
    std::map<std::string, std::int64_t> grown;
    for (const auto& [cell, rows] : before_.own.cells)
      if (after_.own.cells.count(cell) == 0) Say("a cell of `" + std::get<0>(cell) + "` is gone");
    for (const auto& [cell, rows] : after_.own.cells) {
      const auto& [table, level, text] = cell;
      const auto was = before_.own.cells.find(cell);
      const std::int64_t more = rows - (was == before_.own.cells.end() ? 0 : was->second);
      grown[table] += more;
      if (more < 0) Say("cell " + text + " of `" + table + "` has shrunk");
      if (more > 0 && level > 0 && rows < LeastOf(table)) Say("cell " + text + " of `" + table + "` has only " + std::to_string(rows));
    }
    for (const auto& [table, rows] : counted_) grown.try_emplace(table, 0);
    for (const auto& [table, rows] : said_.counted) grown.try_emplace(table, 0);
    for (const auto& [table, rows] : grown) {
      const std::int64_t left = counted_[table], said = said_.counted.count(table) > 0 ? said_.counted.at(table) : 0;
      const datamap::BoundTable* bound = Find(table);
      const bool is_on_cycle = bound != nullptr && IsOnCycle(*bound);
      // Those that were blocked beside are counted too, by a step of its own name.
      if ((rows != left && !is_on_cycle) || rows < said)
        Say("cells of `" + table + "` have grown by " + std::to_string(rows) + ", " + std::to_string(left) +
            " rows have left to be counted, and the steps say " + std::to_string(said));
    }
  }

  // Small things -----------------------------------------------------------------------------------------------------------------------

  std::int64_t LeastOf(const std::string& table) const {
    std::int64_t least = 2;
    if (const datamap::BoundTable* bound = Find(table))
      for (const datamap::FieldGroup& group : bound->groups())
        for (const policy::Rule* rule : group.binding.rules)
          if (rule->then == policy::Then::kAggregate) least = std::max<std::int64_t>(least, rule->outcome.least_cell.value_or(0));
    return least;
  }

  const datamap::BoundTable* Find(const std::string& table) const {
    for (const auto& bound : site_.bound->tables())
      if (expr::Format(bound->map().name) == table) return bound.get();
    return nullptr;
  }

  bool IsOnCycle(const datamap::BoundTable& table) const { return on_cycle_.count(expr::Format(table.map().name)) > 0; }

  static std::size_t NumberOf(const datamap::BoundTable& table, const datamap::Field& field) {
    return static_cast<std::size_t>(&field - table.map().fields.data());
  }

  static stores::Column Text() {
    stores::Column text;
    text.declared = "text";
    text.type = expr::Type::kText;
    return text;
  }

  std::string NameOf(const datamap::BoundTable& table, const Row& row) const {
    Lines key;
    for (const std::string& column : table.table().KeyColumns()) key.push_back(row[IndexOf(table.table(), column)]);
    return expr::Format(table.map().name) + " " + Joined(key, "|");
  }
  std::string NameOf(const datamap::BoundTable& table, const engine::SealedCopy& copy) const {
    Lines key;
    for (const auto& [column, value] : copy.key)
      key.push_back(ExactlyOf(store_, table.table().columns[IndexOf(table.table(), column)], value, false));
    return copy.table + " " + Joined(key, "|");
  }

  std::vector<std::pair<std::string, std::string>> ExactlyAll(const datamap::BoundTable& table,
                                                              const engine::SealedCopy::Columns& columns) const {
    std::vector<std::pair<std::string, std::string>> values;
    for (const auto& [column, value] : columns)
      values.emplace_back(column, ExactlyOf(store_, table.table().columns[IndexOf(table.table(), column)], value, true));
    return values;
  }

  Lines PersonsIn(const datamap::BoundTable& table, const engine::SealedCopy& copy) const {
    Lines persons;
    for (const auto& [role, key] : copy.people)
      persons.push_back(role + " " + ExactlyOf(store_, persons_.KeyColumn(table, role), key, false));
    std::sort(persons.begin(), persons.end());
    return persons;
  }

  stores::Store& store_;
  const engine::Site& site_;
  const Look& before_;
  const Look& after_;
  const StoreEnds& ends_;
  const std::vector<SweptStep>& steps_;
  const SaidOfCopies& said_;
  const grounds::Question& question_;
  const std::string today_, terms_;
  const PersonsOf persons_;
  std::set<std::string> on_cycle_;  // tables
  Items taken_, may_be_, sealed_;
  std::multiset<std::string> sealed_or_counted_;        // names of rows that are gone
  std::map<std::string, std::string> trace_of_;         // of a row that is gone; empty: it has no key
  std::map<std::string, std::pair<Row, Row>> changed_;  // by NameOf what is
  std::map<std::string, std::int64_t> counted_;         // rows that have left with a value to be counted, by table
  Lines lines_;
};

}  // namespace

Lines UnaccountedCopies(stores::Store& store, const engine::Site& site, const Look& before, const Look& after, const StoreEnds& ends,
                        const std::vector<SweptStep>& steps, const SaidOfCopies& said, const grounds::Question& question) {
  return CopiesCheck(store, site, before, after, ends, steps, said, question).Run();
}

}  // namespace lofte::tests

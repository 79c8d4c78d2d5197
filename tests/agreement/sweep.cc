#include "agreement/sweep.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "engine/count_cells.h"
#include "engine/seal_rows.h"
#include "engine/sealed.h"
#include "engine/step.h"
#include "sql/print.h"

namespace lofte::tests::agreement {

namespace {

template <typename T>
T Must(Result<T> result) {
  if (!result) Panic("agreement: " + result.error().message);
  return std::move(result).value();
}

std::string Word(const expr::Value& value) {
  if (const auto* day = std::get_if<time::Day>(&value)) return time::Format(*day);
  const auto* text = std::get_if<std::string>(&value);
  return text == nullptr ? "never" : *text;
}

std::string Word(const std::optional<time::Day>& day) { return day ? time::Format(*day) : "never"; }

std::string RowLine(const Scenario& scenario, const std::string& id, const std::vector<std::string>& values) {
  std::string line = "row " + id;
  std::size_t i = 0;
  for (const Field& field : scenario.fields)
    if (!field.category.empty()) line += " " + field.column + "=" + values.at(i++);
  return line;
}

std::string Charged(const std::set<std::string>& promises) {
  std::string words;
  for (const std::string& promise : promises) words += " " + promise;
  return words;
}

// The engine ------------------------------------------------------------------------------------------------------------------------------

// As engine::Sweep takes a batch, which here is all of the table.
void TakeStep(engine::Site& site, const engine::Step& step, const grounds::Question& question, engine::RowSealer& sealer) {
  const stores::Dialect dialect = site.store->dialect();
  std::vector<std::string> conditions = {"TRUE"};
  std::optional<std::int64_t> wanted;
  if (!step.counted.empty()) wanted = Must(engine::RowCounter(site, question.zone).Count(step, "TRUE", question));
  if (step.seals()) {
    engine::RowSealer::Sealed sealed = Must(sealer.Seal(step, "TRUE"));
    conditions = std::move(sealed.conditions);
    wanted = sealed.rows;
  }
  std::int64_t taken = 0;
  for (const std::string& condition : conditions) taken += Must(site.store->Execute(engine::BatchSql(step, dialect, condition)));
  if (wanted && *wanted != taken) Panic("agreement: a step took other rows than it sealed or counted");
}

class EngineLines {
 public:
  EngineLines(engine::Site& site, const Scenario& scenario, const time::Zone& zone) : site_(site), scenario_(scenario) { ReadCopies(zone); }

  Lines Take() && {
    std::sort(lines_.begin(), lines_.end());
    return std::move(lines_);
  }
  void AddDue(const engine::Step& destroy) {
    for (const auto& row : Query(engine::FindSql(destroy, site_.store->dialect(), "TRUE", "t.id")))
      for (const std::string& value : values_.at(Word(row[0]))) lines_.push_back("due " + value);
  }
  void AddLate(const grounds::Question& later) {
    std::int64_t late = 0;
    for (const engine::SealedCount& count : Must(engine::CountSealed(site_, later))) late += count.late;
    lines_.push_back(fmt::format("late {}", late));
  }
  void AddCells() {
    for (const auto& row : Query("SELECT cell, rows FROM " + site_.store->OwnTable("cells")))
      lines_.push_back(fmt::format("cell {} {}", Word(row[0]), expr::IntegerOf(row[1])));
  }
  void AddRows() {
    std::string columns = "id";
    for (const Field& field : scenario_.fields)
      if (!field.category.empty()) columns += ", " + field.column;
    for (const auto& row : Query("SELECT " + columns + " FROM " + scenario_.table)) {
      std::vector<std::string> values;
      for (std::size_t i = 1; i < row.size(); ++i) values.push_back(expr::IsNull(row[i]) ? "NULL" : std::get<std::string>(row[i]));
      lines_.push_back(RowLine(scenario_, std::to_string(expr::IntegerOf(row[0])), values));
    }
  }

 private:
  std::vector<std::vector<expr::Value>> Query(const std::string& sql) { return Must(site_.store->Query(sql)).rows; }

  void ReadCopies(const time::Zone& zone) {
    for (const auto& row :
         Query("SELECT id, source_table, row_digest, ciphertext, due, late, charged FROM " + site_.store->OwnTable("sealed"))) {
      const engine::SealedCopy copy = Must(engine::OpenCopy(site_, row, zone));
      const std::string id = std::to_string(expr::IntegerOf(copy.key.at(0).second));
      std::set<std::string> charged;
      const std::string words = Word(row[6]) + " ";
      for (std::size_t at = 0, end; (end = words.find(' ', at)) != std::string::npos; at = end + 1)
        if (end > at) charged.insert(words.substr(at, end - at));
      std::vector<std::string>& values = values_[Word(row[0])];
      for (const auto& [column, value] : copy.values) {
        if (expr::IsNull(value)) continue;  // of another field of the group
        values.push_back(id + " " + column);
        lines_.push_back(fmt::format("copy {} {} due {} late {} charged{}", id, column, Word(row[4]), Word(row[5]), Charged(charged)));
      }
      if (values.empty()) lines_.push_back("copy " + id + " of nothing");
    }
  }

  engine::Site& site_;
  const Scenario& scenario_;
  Lines lines_;
  std::map<std::string, std::vector<std::string>> values_;  // by the id of a copy
};

}  // namespace

Lines SweptByEngine(Bench& bench, BoundCase& of, const Scenario& scenario, time::Instant later) {
  engine::Site& site = bench.site();
  site.bound = std::move(of.bound);
  {
    const grounds::Lowering lowering(of.question);
    engine::RowSealer sealer(site, *site.key, of.question, "run", "terms");
    for (const engine::Step& step : engine::MakeSteps(*site.bound, lowering))
      if (step.bound != nullptr) TakeStep(site, step, of.question, sealer);
  }
  EngineLines lines(site, scenario, of.question.zone);
  lines.AddCells();
  lines.AddRows();
  grounds::Question then = of.question;
  then.at = later;
  const bool is_text = bench.dialect() == stores::Dialect::kSqlite;
  site.bound->SetPersonState({.held = true, .ended = true, .open_after = is_text ? expr::Value(time::Format(later)) : expr::Value(later)});
  for (const engine::Step& step : engine::MakeSteps(*site.bound, grounds::Lowering(then)))
    if (step.action == engine::Action::kDestroy) lines.AddDue(step);
  lines.AddLate(then);
  of.bound = std::move(site.bound);
  return std::move(lines).Take();
}

// The reference ---------------------------------------------------------------------------------------------------------------------------

ReferenceSweep::ReferenceSweep(const Scenario& scenario, const Stored& stored)
    : scenario_(scenario), stored_(stored), rows_(stored.find(scenario.table)->second), cells_(scenario) {
  using What = Question::What;
  for (What what : {What::kRowErased, What::kRowSealed, What::kRowCounted}) questions_.push_back({what, -1, -1});
  for (std::size_t i = 0; i < scenario.fields.size(); ++i)
    if (!scenario.fields[i].category.empty())
      for (What what : {What::kBlocked, What::kCounted, What::kErased, What::kAnonymised})
        questions_.push_back({what, static_cast<int>(i), -1});
  for (const Cells& row : rows_) answers_.push_back(AskReference(scenario, questions_, stored, row));
  Group();
  for (std::size_t row = 0; row < rows_.size(); ++row) Take(row);
  if (scenario.cells) Count();
}

bool ReferenceSweep::Is(std::size_t row, Question::What what, int field) const {
  for (std::size_t i = 0; i < questions_.size(); ++i)
    if (questions_[i].what == what && questions_[i].field == field) return answers_[row][i] == '1';
  Panic("agreement: nobody asked that");
}

// Fields with the same persons and the same rules stand and fall together; a group has the number of its first field.
void ReferenceSweep::Group() {
  const auto persons = [&](const Field& field) {
    const std::vector<std::string> roles = RolesOf(scenario_, field);
    return std::set<std::string>(roles.begin(), roles.end());
  };
  const auto rules = [&](const Field& field) {
    std::string named;
    for (const Rule& rule : scenario_.rules) named += Names(rule, field) ? '1' : '0';
    return named;
  };
  for (std::size_t i = 0; i < scenario_.fields.size(); ++i) {
    std::size_t group = i;
    for (std::size_t j = 0; j < i; ++j) {
      const Field &a = scenario_.fields[i], &b = scenario_.fields[j];
      if (!a.category.empty() && !b.category.empty() && persons(a) == persons(b) && rules(a) == rules(b)) group = std::min(group, j);
    }
    groups_.push_back(group);
  }
}

// The key of a person that goes with one group alone is part of it, and all that the row holds of it.
bool ReferenceSweep::HoldsKey(std::size_t row, std::size_t group) const {
  const std::vector<std::string> roles = RolesOf(scenario_, scenario_.fields[group]);
  std::set<std::size_t> about;
  bool holds_key = false;
  for (std::size_t i = 0; i < scenario_.fields.size(); ++i) {
    const Field& field = scenario_.fields[i];
    const std::vector<std::string> of = RolesOf(scenario_, field);
    const bool is_null = expr::IsNull(rows_[row].find(field.column)->second);
    if (field.category.empty()) {
      holds_key = holds_key || (roles == std::vector<std::string>{field.link_of} && !is_null);
    } else {
      if (groups_[i] == group && !is_null) return false;
      if (std::find(of.begin(), of.end(), roles.front()) != of.end()) about.insert(groups_[i]);
    }
  }
  return holds_key && about.size() == 1;
}

// Copies, and the row as it is afterwards.
void ReferenceSweep::Take(std::size_t row) {
  using What = Question::What;
  const bool leaves = Is(row, What::kRowErased) || Is(row, What::kRowSealed) || Is(row, What::kRowCounted);
  std::vector<std::string> values;
  for (std::size_t i = 0; i < scenario_.fields.size(); ++i) {
    const Field& field = scenario_.fields[i];
    if (field.category.empty()) continue;
    const auto is = [&](What what) { return Is(row, what, static_cast<int>(i)); };
    const expr::Value& value = rows_[row].find(field.column)->second;
    const bool is_sealed = scenario_.seals && is(What::kBlocked);
    const bool is_of_nothing = groups_[i] == i && HoldsKey(row, i);
    if (is_sealed && (!expr::IsNull(value) || is_of_nothing)) {
      copies_.push_back({row, i, groups_[i], DaysOf(scenario_, stored_, rows_[row], field), is_of_nothing});
      copies_of_rows_ += leaves;
    }
    const bool goes = is_sealed || is(What::kCounted) || is(What::kErased) || is(What::kAnonymised);
    values.push_back(goes || expr::IsNull(value) ? "NULL" : std::get<std::string>(value));
  }
  if (!leaves) left_.push_back(RowLine(scenario_, std::to_string(row + 1), values));
}

// Rows that leave are counted once, first those of which something is sealed; then, of those that stay, each group that goes.
void ReferenceSweep::Count() {
  using What = Question::What;
  const auto is_counted = [&](std::size_t row, std::size_t field) {
    return !scenario_.fields[field].category.empty() && Is(row, What::kCounted, static_cast<int>(field));
  };
  for (const What way : {What::kRowSealed, What::kRowCounted}) {
    std::vector<const Cells*> batch;
    for (std::size_t row = 0; row < rows_.size(); ++row) {
      bool some = false;
      for (std::size_t i = 0; i < scenario_.fields.size(); ++i) some = some || is_counted(row, i);
      if (some && Is(row, way)) batch.push_back(&rows_[row]);
    }
    counted_and_gone_ += batch.size();
    cells_.Add(stored_, batch);
  }
  for (std::size_t group = 0; group < scenario_.fields.size(); ++group) {
    std::vector<const Cells*> batch;
    for (std::size_t row = 0; row < rows_.size(); ++row) {
      if (Is(row, What::kRowErased) || Is(row, What::kRowSealed) || Is(row, What::kRowCounted) || !is_counted(row, group)) continue;
      bool has_value = false;
      for (std::size_t i = 0; i < scenario_.fields.size(); ++i)
        has_value = has_value || (groups_[i] == group && !expr::IsNull(rows_[row].find(scenario_.fields[i].column)->second));
      if (groups_[group] == group && has_value) batch.push_back(&rows_[row]);
    }
    counted_and_kept_ += batch.size();
    cells_.Add(stored_, batch);
  }
}

Lines ReferenceSweep::Said(time::Instant later) const {
  Lines lines = left_;
  const time::Day day = scenario_.zone.DayOf(later);
  std::set<std::pair<std::size_t, std::size_t>> late;  // copies: a row and a group
  for (const Copy& copy : copies_) {
    const Field& field = scenario_.fields[copy.field];
    const std::string of = fmt::format("{} {}", copy.row + 1, field.column);
    lines.push_back(copy.is_of_nothing ? fmt::format("copy {} of nothing", copy.row + 1)
                                       : fmt::format("copy {} due {} late {} charged{}", of, Word(copy.days.due), Word(copy.days.late),
                                                     Charged(copy.days.charged)));
    if (IsHeldAt(scenario_, stored_, rows_[copy.row], field, later)) continue;
    if (!copy.is_of_nothing && copy.days.due && *copy.days.due <= day) lines.push_back("due " + of);
    if (copy.days.late && *copy.days.late <= day) late.emplace(copy.row, copy.group);
  }
  lines.push_back(fmt::format("late {}", late.size()));
  for (const auto& [cell, rows] : cells()) lines.push_back(fmt::format("cell {} {}", cell, rows));
  std::sort(lines.begin(), lines.end());
  return lines;
}

std::string FirstDifference(const Lines& reference, const Lines& engine) {
  const auto [a, b] = std::mismatch(reference.begin(), reference.end(), engine.begin(), engine.end());
  if (a == reference.end() && b == engine.end()) return "";
  return "  reference: " + (a == reference.end() ? "nothing" : *a) + "\n  engine:    " + (b == engine.end() ? "nothing" : *b) + "\n";
}

}  // namespace lofte::tests::agreement

// The copies of what can be put back: one for each row that is deleted, or of which fields are erased.
#include <algorithm>

#include "base/words.h"
#include "engine/copy_maker.h"
#include "engine/read_facts.h"
#include "engine/references.h"
#include "engine/undo_ends.h"

namespace lofte::engine {

using datamap::FieldGroup;

namespace {

class UndoCopies final : public CopyMaker {
 public:
  UndoCopies(const Site& site, const Step& step, const grounds::Question& question)
      : CopyMaker(site, step),
        reader_(*step.bound, GroupsAsked(*step.bound, step.undo), question.zone, listing_),
        ends_(question),
        is_row_(step.action == Action::kDelete) {
    std::vector<std::string> roles;
    for (const FieldGroup* group : step.undo) {
      groups_.push_back({group, listing_.Truth(step.bound->HasValue(*group))});
      AddEachOnce(roles, group->binding.roles);
    }
    people_ = PeopleOf(roles);
    AddParents();
    if (is_row_) {
      for (const stores::Column& column : step.bound->table().columns)
        if (!column.is_computed()) Add(column.name, FieldOf(column.name));
    } else {
      for (const datamap::Field* field : step.fields) Add(field->column, field);
    }
  }

  Result<std::vector<NewCopy>> CopiesOf(const std::vector<expr::Value>& row) override {
    std::vector<const FieldGroup*> held;
    for (const auto& [group, has_value] : groups_)
      if (FactReader::IsTrue(row.at(has_value))) held.push_back(group);
    const grounds::Facts facts = reader_.Read(row);
    SealedEnds ends = ends_.Find(*step_.bound, held, facts);
    ends.due = ends_.DayOf(ends, site_.undo_days);
    std::vector<NewCopy> copies;
    // As long as anything that referred to it may come back.
    const time::Day last = ends_.LastDay(site_.undo_days);
    if (is_row_ && !key_.empty() && (!ends.due || (step_.traces && *ends.due < last))) copies.push_back(TraceOf(row, last));
    if (!ends.due) return copies;
    SealedCopy copy{is_row_ ? SealedCopy::Kind::kUndoRow : SealedCopy::Kind::kUndoFields, expr::Format(step_.table), {}, {}, {}, {}, facts};
    copy.key = is_row_ ? Pick(key_, row) : KeyAfter(row);
    copy.people = Present(people_, facts, row);
    for (const Part& part : parts_) {
      const bool is_value = part.is_value && FactReader::IsTrue(row.at(*part.is_value));
      if (is_row_ || is_value) (is_value ? copy.values : copy.beside).emplace_back(part.column, row.at(part.value));
    }
    for (const Parent& parent : parents_) {
      const auto is_of_it = [&](const std::string& column) {
        return std::any_of(copy.values.begin(), copy.values.end(), [&](const auto& value) { return value.first == column; });
      };
      const bool is_concerned = is_row_ || std::any_of(parent.columns.begin(), parent.columns.end(), is_of_it);
      if (is_concerned && FactReader::IsTrue(row.at(parent.is_there))) copy.parents.emplace_back(parent.table, Pick(parent.key, row));
    }
    copies.push_back({std::move(copy), std::move(ends)});
    return copies;
  }

 private:
  struct Part {
    std::string column;
    std::size_t value = 0;
    std::optional<std::size_t> is_value;  // whether it says something about somebody, and is taken
  };

  struct Parent {
    std::string table;
    std::vector<std::string> columns;  // of this table, by which it refers to the other
    Columns key;                       // of the other, its key and by what it is referred to, and where they stand in a row of the listing
    std::size_t is_there = 0;
  };

  void AddParents() {
    for (const stores::ForeignKey& key : ReferencesOf(*site_.bound, step_.bound->table())) {
      const datamap::BoundTable* mapped = site_.bound->Find(key.target);
      Parent parent{expr::Format(mapped == nullptr ? key.target : mapped->map().name), key.columns, {}, 0};
      const stores::Table* target = site_.catalogue->Find(key.target);
      // SQLite lets a key refer to what is not unique: then nothing tells which of the rows it is.
      const bool is_one = target != nullptr && target->IsUnique(key.target_columns);
      expr::Hop hop{key.target, {}, {}, is_one};
      for (std::size_t i = 0; i < key.columns.size(); ++i) {
        hop.on.emplace_back(key.columns[i], key.target_columns[i]);
        if (!is_one) parent.key.emplace_back(key.target_columns[i], listing_.Value({{}, key.columns[i]}));
      }
      std::vector<std::string> columns = is_one ? target->KeyColumns() : std::vector<std::string>();
      if (is_one) AddEachOnce(columns, key.target_columns);
      for (const std::string& column : columns) parent.key.emplace_back(column, listing_.Value({{hop}, column}));
      parent.is_there = listing_.Truth(expr::Related(hop, expr::True()));
      parents_.push_back(std::move(parent));
    }
  }

  const datamap::Field* FieldOf(const std::string& column) const {
    const std::vector<datamap::Field>& fields = step_.bound->map().fields;
    const auto found = std::find_if(fields.begin(), fields.end(), [&](const datamap::Field& field) {
      return field.column == column && (!field.category.empty() || !field.link_of.empty());
    });
    return found == fields.end() ? nullptr : &*found;
  }

  void Add(const std::string& column, const datamap::Field* field) {
    Part part{column, listing_.Whole(column), std::nullopt};
    if (field != nullptr) {
      const auto kept = step_.kept_while.find(field);
      const expr::Expr is_taken = kept == step_.kept_while.end() ? expr::True() : expr::Not(kept->second);
      part.is_value = listing_.Truth(expr::And({step_.bound->HasValue(*field), is_taken}));
    }
    parts_.push_back(std::move(part));
  }

  // By which the row is found when the step has been done: it may empty a part of the key.
  std::vector<std::pair<std::string, expr::Value>> KeyAfter(const std::vector<expr::Value>& row) const {
    std::vector<std::pair<std::string, expr::Value>> key = Pick(key_, row);
    for (auto& [column, value] : key) {
      const auto of_column = [&name = column](const Part& part) { return part.column == name; };
      const auto part = std::find_if(parts_.begin(), parts_.end(), of_column);
      if (part == parts_.end() || !part->is_value || !FactReader::IsTrue(row.at(*part->is_value))) continue;
      if (const datamap::Field* field = FieldOf(column); field->blank.method == datamap::Method::kConstant)
        value = step_.bound->BlankConstant(*field);
    }
    return key;
  }

  FactReader reader_;
  UndoEnds ends_;
  bool is_row_;
  std::vector<std::pair<const FieldGroup*, std::size_t>> groups_;  // and whether it has a value
  Columns people_;
  std::vector<Parent> parents_;
  std::vector<Part> parts_;
};

class Traces final : public CopyMaker {
 public:
  Traces(const Site& site, const Step& step, const grounds::Question& question)
      : CopyMaker(site, step), last_(UndoEnds(question).LastDay(site.undo_days)) {}

  Result<std::vector<NewCopy>> CopiesOf(const std::vector<expr::Value>& row) override { return std::vector<NewCopy>{TraceOf(row, last_)}; }

 private:
  time::Day last_;
};

}  // namespace

std::unique_ptr<CopyMaker> MakeTraces(const Site& site, const Step& step, const grounds::Question& question) {
  return std::make_unique<Traces>(site, step, question);
}

std::unique_ptr<CopyMaker> MakeUndoCopies(const Site& site, const Step& step, const grounds::Question& question) {
  return std::make_unique<UndoCopies>(site, step, question);
}

}  // namespace lofte::engine

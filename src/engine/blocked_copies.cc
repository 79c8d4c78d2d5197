// The copies of what is blocked: one for each group of values of a row.
#include <algorithm>

#include "controls/table_grounds.h"
#include "engine/copy_maker.h"
#include "engine/read_facts.h"
#include "engine/undo_ends.h"

namespace lofte::engine {

using datamap::FieldGroup;

namespace {

class BlockedCopies final : public CopyMaker {
 public:
  BlockedCopies(const Site& site, const Step& step, const grounds::Question& question)
      : CopyMaker(site, step),
        reader_(*step.bound, step.sealed, question.zone, listing_),
        last_(UndoEnds(question).LastDay(site.undo_days)) {
    const datamap::BoundTable& table = *step.bound;
    const grounds::Lowering lowering(question);
    const controls::TableGrounds grounds(table, lowering);
    for (const FieldGroup* group : step.sealed) {
      Group of{listing_.Truth(grounds.IsSealed(*group)),
               listing_.Truth(table.HasValue(*group)),
               {},
               PeopleOf(group->binding.roles),
               EndFinder(group->binding, question)};
      for (const datamap::Field* field : group->fields)
        if (!field->category.empty() && (step.action == Action::kBlockRow || IsEmptied(*field)))
          of.values.emplace_back(field->column, listing_.Whole(field->column));
      groups_.push_back(std::move(of));
    }
    if (step.action != Action::kBlockRow) return;
    for (const datamap::Field& field : table.map().fields)
      if (field.category.empty() && field.link_of.empty()) beside_.emplace_back(field.column, listing_.Whole(field.column));
  }

  Result<std::vector<NewCopy>> CopiesOf(const std::vector<expr::Value>& row) override {
    const std::string table = expr::Format(step_.table);
    const grounds::Facts facts = reader_.Read(row);
    // The row is taken for what is blocked in it; if nothing is, then what reads it and what takes it do not agree.
    const auto is_sealed = [&](const Group& group) { return FactReader::IsTrue(row.at(group.is_sealed)); };
    if (std::none_of(groups_.begin(), groups_.end(), is_sealed))
      return Fail(ErrorCode::kInternal, "a row of `" + table + "` is to be blocked, and nothing in it is: nothing was taken");
    std::vector<NewCopy> copies;
    if (step_.traces) copies.push_back(TraceOf(row, last_));
    for (Group& group : groups_) {
      if (!is_sealed(group) || group.values.empty() || !FactReader::IsTrue(row.at(group.has_value))) continue;
      SealedCopy copy{SealedCopy::Kind::kBlocked,        table, Pick(key_, row), Pick(group.values, row), Pick(beside_, row),
                      Present(group.people, facts, row), facts};
      copies.push_back({std::move(copy), group.ends.Find(facts)});
    }
    return copies;
  }

 private:
  // A field that refuses to be emptied leaves with its row.
  bool IsEmptied(const datamap::Field& field) const {
    return std::find(step_.fields.begin(), step_.fields.end(), &field) != step_.fields.end();
  }

  struct Group {
    std::size_t is_sealed = 0, has_value = 0;
    Columns values, people;
    EndFinder ends;
  };

  FactReader reader_;
  time::Day last_;  // on which something that refers to the row may come back
  std::vector<Group> groups_;
  Columns beside_;
};

}  // namespace

std::unique_ptr<CopyMaker> MakeBlockedCopies(const Site& site, const Step& step, const grounds::Question& question) {
  return std::make_unique<BlockedCopies>(site, step, question);
}

}  // namespace lofte::engine

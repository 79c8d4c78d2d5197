// Which copies a step makes of the rows that it takes values out of. One thread.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "engine/end_finder.h"
#include "engine/sealed_copy.h"
#include "engine/site.h"
#include "engine/step.h"
#include "sql/print.h"

namespace lofte::engine {

// A copy that has to be sealed, and its days.
struct NewCopy {
  SealedCopy copy;
  SealedEnds ends;
};

class CopyMaker {
 public:
  virtual ~CopyMaker() = default;
  CopyMaker(const CopyMaker&) = delete;
  CopyMaker& operator=(const CopyMaker&) = delete;

  // The rows of the step for which the condition, SQL over the alias `t`, is true too.
  std::string Sql(const std::string& condition) const { return listing_.Sql(condition); }
  // Of a row that this statement returned; of one that is deleted and may not be kept, that its key is free from now on. Errors: kInternal
  // where the row is not one of the step's.
  virtual Result<std::vector<NewCopy>> CopiesOf(const std::vector<expr::Value>& row) = 0;

 protected:
  using Columns = std::vector<std::pair<std::string, std::size_t>>;  // names, and where they stand in a row of the listing

  CopyMaker(const Site& site, const Step& step);
  static std::vector<std::pair<std::string, expr::Value>> Pick(const Columns& columns, const std::vector<expr::Value>& row);
  // That the key of the row is free from now on, to be known until `day`.
  NewCopy TraceOf(const std::vector<expr::Value>& row, time::Day day) const;
  // The keys of the persons in these roles, as the listing's columns.
  Columns PeopleOf(const std::vector<std::string>& roles);
  // Those of them who are there. A role that the facts say nothing about counts where its key is set.
  static std::vector<std::pair<std::string, expr::Value>> Present(const Columns& people, const grounds::Facts& facts,
                                                                  const std::vector<expr::Value>& row);

  const Site& site_;
  const Step& step_;
  sql::Listing listing_;
  Columns key_;
};

// For steps that block. All is borrowed.
std::unique_ptr<CopyMaker> MakeBlockedCopies(const Site& site, const Step& step, const grounds::Question& question);
// For steps whose rows can be put back (Step::undo).
std::unique_ptr<CopyMaker> MakeUndoCopies(const Site& site, const Step& step, const grounds::Question& question);
// For steps of which nothing is kept but that the rows are gone (Step::traces).
std::unique_ptr<CopyMaker> MakeTraces(const Site& site, const Step& step, const grounds::Question& question);

}  // namespace lofte::engine

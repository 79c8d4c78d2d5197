// What a sweep takes of a case's rows, said twice: by the engine's own steps, carried out in a database, and by the reference.
//
// In lines, so that they can be compared and read:
//
//   copy 12 one due 2026-03-01 late 2026-04-01 charged p1 p4
//   copy 13 of nothing         but of the key of the person, which went with that group
//   due 12 one                 on a later day, and nobody is held: what a sweep destroys then
//   late 3                     copies that verify charges on that day
//   cell {"topic":1} 5
//   row 12 one=x two=NULL
#pragma once

#include <string>
#include <vector>

#include "agreement/answers.h"
#include "agreement/reference.h"

namespace lofte::tests::agreement {

using Lines = std::vector<std::string>;  // in order

// The steps at scenario.at, each in one batch, in the bench's open transaction; then what is due and late at `later`.
Lines SweptByEngine(Bench& bench, BoundCase& of, const Scenario& scenario, time::Instant later);

class ReferenceSweep {
 public:
  // Borrows both.
  ReferenceSweep(const Scenario& scenario, const Stored& stored);

  // A value that is sealed.
  struct Copy {
    std::size_t row = 0, field = 0, group = 0;  // `row`, `field`: indexes; `group`: of fields with the same persons and the same rules
    CopyDays days;
    bool is_of_nothing = false;  // the row held the key of the person, and no value
  };
  const std::vector<Copy>& copies() const { return copies_; }
  const std::map<std::string, std::int64_t>& cells() const { return cells_.rows(); }
  Lines Said(time::Instant later) const;

  // Rows that were counted, of those that go and of those that stay; each as often as something of it was.
  std::size_t counted_and_gone() const { return counted_and_gone_; }
  std::size_t counted_and_kept() const { return counted_and_kept_; }
  // Copies of which the row has gone.
  std::size_t copies_of_rows() const { return copies_of_rows_; }

 private:
  // What becomes of one value, or of one row.
  bool Is(std::size_t row, Question::What what, int field = -1) const;
  void Group();
  bool HoldsKey(std::size_t row, std::size_t group) const;
  void Take(std::size_t row);
  void Count();

  const Scenario& scenario_;
  const Stored& stored_;
  const std::vector<Cells>& rows_;
  std::vector<Question> questions_;
  std::vector<Answers> answers_;     // to those, row by row
  std::vector<std::size_t> groups_;  // by field
  std::vector<Copy> copies_;
  CountedCells cells_;
  Lines left_;
  std::size_t counted_and_gone_ = 0, counted_and_kept_ = 0, copies_of_rows_ = 0;
};

// The first line that one of them has and the other has not, with whose it is; empty: they say the same.
std::string FirstDifference(const Lines& reference, const Lines& engine);

}  // namespace lofte::tests::agreement

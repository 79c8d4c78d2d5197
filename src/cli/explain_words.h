// What is so of a row, in the words of the page of `lofte explain`. Pure.
#pragma once

#include <string>
#include <vector>

#include "engine/explain.h"
#include "time/zone.h"

namespace lofte::cli {

// Days are the controller's. A moment that is no start of a day is told with its time. Borrows the zone.
class ExplainWords {
 public:
  ExplainWords(const time::Zone& zone, time::Instant now) : zone_(zone), now_(now) {}

  std::string DayText(time::Instant at) const;
  // `since 2026-07-11`, `from 2027-01-11 on`
  std::string From(time::Instant at) const;

  // What the person in the role is held by; empty: nothing.
  std::string Holds(const std::vector<engine::HoldOn>& holds, const std::string& role) const;

  // Of a value: what it is now, its block, and what happens when it is due.
  std::string Now(const engine::ValueView& value) const;
  std::string Block(const engine::ValueView& value) const;
  std::string Due(const engine::ValueView& value) const;
  static bool IsBlockedSomeTime(const engine::ValueView& value);

  // Of a rule for a person: whether it applies, and when it ends.
  std::string End(const engine::RuleView& view) const;

  // Of a sealed copy: its days.
  std::string Copy(const engine::SealedView& copy) const;

 private:
  bool IsPastACap(const engine::ValueView& value) const;
  std::string BlockEnd(const engine::RuleView& view) const;

  const time::Zone& zone_;
  time::Instant now_;
};

// `stands`, `ended 2026-01-10`, `not yet`, `unknown`
std::string FactWords(const engine::FactView& fact);
// Where its day stands, and what is asked while it is a state; a line each.
std::vector<std::string> WhereWords(const engine::FactView& fact);
// What was asked and what it came to, a line each.
std::vector<std::string> DecidedWords(const engine::Decided& decided, expr::Tri is);
// Which columns are in a copy. `categories`: of these, if they are known.
std::string CopyHoldsWords(const engine::SealedView& copy, const std::vector<std::string>& categories);
// Who may have a blocked copy of the table opened.
std::string ReleaseWords(const std::string& table);
// `is then one more in the cell of main.carts under year(cart.abandoned) 2026 ..`
std::string CellWords(const engine::CellView& cell, const std::string& table);

}  // namespace lofte::cli

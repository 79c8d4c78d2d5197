// Draws cases until there are enough of every kind, and what has been seen of each.
#pragma once

#include <rapidcheck.h>

#include <array>
#include <cstdint>
#include <map>
#include <string>
#include <tuple>

#include "agreement/draw.h"
#include "agreement/model.h"

namespace lofte::tests::agreement {

// LOFTE_SEED, or a number of ours. Printed by whoever asks first.
std::uint64_t Seed();

// What a case is made from. With fewer rows or questions it is the same policy at the same time, with the first of them.
struct Draw {
  std::uint64_t seed = 0;
  Focus focus;
  std::size_t rows = 0, questions = 0;
};
void showValue(const Draw& draw, std::ostream& out);  // for RapidCheck, which finds it by this name

// Any policy with this in it; shrinks to fewer rows and fewer questions.
rc::Gen<Draw> AnyDraw(const Focus& focus);

struct Case {
  Draw draw;
  Scenario scenario;
  std::vector<Question> questions;  // some of those that can be asked
  DrawnRows rows;
};
Case MakeCase(const Draw& draw);

// How often each kind of rule, and those that aggregate, has met each kind of event, with its condition true, false or NULL, for a person
// in each place.
class Counters {
 public:
  static constexpr int kLeast = 50;
  void Count(const Scenario& scenario, const Stored& stored);
  // What to draw next: the combination that has been seen least; every tenth time, of those of people themselves.
  Focus Next(std::size_t number) const;
  // Of every kind of rule, event, truth and place.
  int Least() const;
  std::string Table() const;

 private:
  // After the kinds of rules, in the table: rules of whatever kind that aggregate.
  static constexpr int kAggregates = 4;
  enum Truth { kTrue, kFalse, kNull, kNoCondition };
  static constexpr std::size_t kTruths = 4;
  void CountRule(const Scenario& scenario, const Stored& stored, const Cells& row, const Rule& rule);
  // Of its three truths, the one seen least.
  int SeenOf(const Focus& focus) const;
  Focus Rarest(bool of_people) const;

  std::map<std::tuple<int, std::string, std::string>, std::array<int, kTruths>> seen_;  // kind, label, position
};

// Cases one after the other, from a seed.
class Cases {
 public:
  explicit Cases(std::uint64_t seed) : random_(seed) {}
  Case Next(const Counters& counters);
  // Of so many rows.
  Case Next(const Focus& focus, std::size_t rows);

 private:
  rc::Random random_;
  std::size_t number_ = 0;
};

// Everything needed to see a disagreement: the files, the time, the row and the rows it leads to.
std::string Describe(const Case& drawn, const Stored& stored, const Cells& row);
std::string Describe(const Case& drawn, const Question& question);

}  // namespace lofte::tests::agreement

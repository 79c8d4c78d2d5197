// Draws cases until there are enough of every kind, and what has been seen of each.
#pragma once

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

struct Case {
  std::size_t number = 0;
  Scenario scenario;
  std::vector<Question> questions;
  DrawnRows rows;
};

// How often each kind of rule has met each kind of event, with its condition true, false or NULL, for a person in each place.
class Counters {
 public:
  static constexpr int kLeast = 50;
  void Count(const Scenario& scenario, const Stored& stored);
  // The combination that has been seen least.
  Focus Rarest() const;
  // Of every kind of rule, event, truth and place.
  int Least() const;
  std::string Table() const;

 private:
  enum Truth { kTrue, kFalse, kNull, kNoCondition };
  static constexpr std::size_t kTruths = 4;
  void CountRule(const Scenario& scenario, const Stored& stored, const Cells& row, const Rule& rule);

  std::map<std::tuple<int, std::string, std::string>, std::array<int, kTruths>> seen_;  // kind, label, position
};

// Policies with rows and some of the questions that can be asked of them, one after the other. Every tenth is about people themselves.
class Cases {
 public:
  explicit Cases(std::uint64_t seed) : seed_(seed) {}
  Case Next(const Counters& counters);

 private:
  std::uint64_t seed_;
  std::size_t number_ = 0;
};

// Everything needed to see a disagreement: the files, the time, the row and the rows it leads to.
std::string Describe(const Case& drawn, const Stored& stored, const Cells& row);
std::string Describe(const Case& drawn, const Question& question);

}  // namespace lofte::tests::agreement

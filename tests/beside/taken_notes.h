// The notes of notes.h where they are not simply deleted: sealed, or counted, as they end; and an application at work beside the sweep, on
// a connection of its own.
//
// Note n has topic n % 4, by which notes are counted. In `Row::kStays` each has a title too, which is kept while the account is open: the
// row stays, and only its body is taken.
#pragma once

#include <gtest/gtest.h>

#include <functional>
#include <memory>
#include <string>
#include <tuple>
#include <vector>

#include "notes.h"

namespace lofte::tests {

enum class Row { kGoes, kStays };

class TakenNotesTest : public testing::TestWithParam<std::tuple<stores::Dialect, Row>> {
 protected:
  using Lines = std::vector<std::string>;

  // The world with notes that end so: `block for P1Y then erase`; and what goes with a closed account.
  void Make(const std::string& then, const std::string& closed_then = "erase");
  bool row_stays() const { return std::get<Row>(GetParam()) == Row::kStays; }

  // By the application.
  void Do(const std::string& sql);
  // Sweeps at kAt in small batches, and lets the application do this after that batch.
  Result<engine::ApplyReport> ApplyAnd(const std::function<void()>& act, int batch = 1);
  // Sweeps while the application has done this and not committed it, so that the batch that comes there waits; what the sweep did then.
  void SweepInto(const std::string& sql);
  // `meanwhile` in the application's connection, while a batch of PostgreSQL has selected its rows and waits to write into Løfte's own
  // table, which is locked. All notes are in one batch.
  void SweepWithLocked(const std::string& own_table, const std::string& meanwhile);

  // A note as it was, but for what is said here; and one whose body was taken: nothing where its row goes.
  static std::string Note(int note, const std::string& body = "note", const std::string& written_on = "", int topic = -1);
  Lines Taken(int note) const;
  // What must be there when these were taken and no other; `but`: lines of rows that the application has written.
  Lines NotesWhenTaken(const std::vector<int>& taken, const Lines& but = {}) const;
  Lines Notes();
  // Fails the test unless no person has changed.
  void ExpectPeopleUnchanged();

  std::unique_ptr<World> world_;
  std::unique_ptr<stores::Store> application_;

 private:
  Lines people_;
};

// `first` .. `last` without one.
std::vector<int> NumbersBut(int first, int last, int without);

std::string NameOfTaken(const testing::TestParamInfo<std::tuple<stores::Dialect, Row>>& each);
inline auto TakenInBoth() { return testing::Combine(testing::ValuesIn(BothDialects()), testing::Values(Row::kGoes, Row::kStays)); }

}  // namespace lofte::tests

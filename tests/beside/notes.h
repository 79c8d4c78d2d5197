// A company of two tables, for tests of a sweep beside its application: notes of 90 days, in the order of their ids, each of one person.
//
// Note n is of person n % 10 + 1. Notes 1 to 200 are from 2023 and due at kAt; 201 to 240 are from its day before and are not.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "support/world.h"

namespace lofte::tests {

inline constexpr const char* kAt = "2024-06-01";
inline constexpr int kDueNotes = 200;
inline constexpr int kNotes = 240;

std::unique_ptr<World> MakeNotes(stores::Dialect dialect);

// Batches of 20 notes; in PostgreSQL some are smaller, at the end of a block.
engine::ApplyOptions InSmallBatches();

// The dump without the notes of these ids: what must stay when exactly these are due.
std::vector<std::string> Without(const std::vector<std::string>& dump, const std::vector<int>& notes);
std::vector<int> Numbers(int first, int last);
std::vector<int> NotesOf(World& world);

}  // namespace lofte::tests

// Which columns of a table could hold the number of a card or a person, and the question whether they do.
//
// Pure.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "controls/question.h"

namespace lofte::controls {

// Of all rows of the table, mapped or not: does a column hold one of `patterns` (names of stores::NumberPattern)? Nothing where no column
// could, but for those that are excepted.
std::optional<RowQuestion> QuestionOfNumbers(const stores::Table& table, const stores::Catalogue& catalogue,
                                             const std::vector<std::string>& patterns,
                                             const std::function<bool(const stores::Column&)>& is_excepted);

}  // namespace lofte::controls

// Where the cells of a table stand when some span several rows. Private to this module.
#pragma once

#include <algorithm>
#include <cstddef>
#include <vector>

namespace lofte::prose {

class HtmlGrid {
 public:
  static constexpr int kMostColumns = 1000;

  int row() const { return row_; }
  // The column of the next cell of the row. Beyond the last column there is, cells stand in the last.
  int Place(int columns, int rows) {
    while (column_ < kMostColumns - 1 && Taken(column_)) ++column_;
    const int place = column_;
    const int end = std::min(place + columns, kMostColumns);
    if (taken_until_.size() < static_cast<std::size_t>(end)) taken_until_.resize(static_cast<std::size_t>(end));
    for (int i = place; i < end; ++i) taken_until_[static_cast<std::size_t>(i)] = row_ + rows;
    column_ = std::min(end, kMostColumns - 1);
    return place;
  }
  void NextRow() {
    ++row_;
    column_ = 0;
  }

 private:
  bool Taken(int column) const {
    return static_cast<std::size_t>(column) < taken_until_.size() && taken_until_[static_cast<std::size_t>(column)] > row_;
  }

  std::vector<int> taken_until_;  // by column: the row in which it is free again
  int row_ = 0, column_ = 0;
};

}  // namespace lofte::prose

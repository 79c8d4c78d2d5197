#include "text/places.h"

#include <algorithm>

#include "base/utf8.h"

namespace lofte::text {

Places::Places(std::string_view file, std::string_view source) : file_(file), source_(source), line_starts_{0} {
  for (std::size_t at = source.find('\n'); at != std::string_view::npos; at = source.find('\n', at + 1)) line_starts_.push_back(at + 1);
}

Span Places::At(std::size_t offset, std::size_t length) {
  offset = std::min(offset, source_.size());
  const auto after = std::upper_bound(line_starts_.begin(), line_starts_.end(), offset);
  const auto line = static_cast<std::size_t>(after - line_starts_.begin()) - 1;
  if (line != last_line_) {
    last_line_ = line;
    last_offset_ = line_starts_[line];
    last_column_ = 0;
  }
  if (offset >= last_offset_) {
    last_column_ += CountCodePoints(source_.substr(last_offset_, offset - last_offset_));
  } else {
    last_column_ -= CountCodePoints(source_.substr(offset, last_offset_ - offset));
  }
  last_offset_ = offset;
  return {file_, last_line_ + 1, last_column_ + 1, std::max<std::size_t>(length, 1)};
}

}  // namespace lofte::text

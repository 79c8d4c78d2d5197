#include "datamap/text_formats.h"

namespace lofte::datamap {

using expr::CodecKind;
using expr::TextFormat;

TextFormat UsualFormat(CodecKind kind) {
  switch (kind) {
    case CodecKind::kDate:
      return TextFormat::kDate;
    case CodecKind::kLocal:
      return TextFormat::kLocalSpace;
    case CodecKind::kInstant:
      return TextFormat::kUtcZ;
    case CodecKind::kEpochSeconds:
    case CodecKind::kEpochMillis:
      return TextFormat::kNone;
  }
  return TextFormat::kNone;
}

std::string FormatsOf(CodecKind kind) {
  std::string patterns;
  for (TextFormat format : expr::kTextFormats) {
    if (expr::Accepts(kind, format)) patterns += (patterns.empty() ? "`" : ", `") + std::string(expr::PatternOf(format)) + "`";
  }
  return patterns.empty() ? "none; the column has to be an integer" : patterns;
}

std::string_view NameOfKind(CodecKind kind) {
  switch (kind) {
    case CodecKind::kDate:
      return "date";
    case CodecKind::kInstant:
      return "instant";
    case CodecKind::kLocal:
      return "local";
    case CodecKind::kEpochSeconds:
      return "epoch-seconds";
    case CodecKind::kEpochMillis:
      return "epoch-millis";
  }
  return "";
}

}  // namespace lofte::datamap

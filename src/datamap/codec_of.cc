#include "datamap/check.h"
#include "datamap/text_formats.h"

namespace lofte::datamap {
namespace {

using expr::CodecKind;
using expr::TextFormat;
using expr::Type;

Result<TextFormat> FormatOf(const Event& event) {
  if (event.format.empty()) return UsualFormat(event.kind);
  auto format = expr::ParseTextFormat(event.format);
  if (!format || !expr::Accepts(event.kind, *format)) {
    return Fail(ErrorCode::kInvalid, "a text in the format `" + event.format + "` is no " + std::string(NameOfKind(event.kind)));
  }
  return *format;
}

Unexpected<Error> WrongType(const Event& event, const stores::Column& column) {
  return Fail(ErrorCode::kInvalid, "column `" + column.name + "` of type `" + column.declared + "` can't hold the " +
                                       std::string(NameOfKind(event.kind)) + " of event `" + event.name + "`");
}

template <typename T>
bool Holds(const expr::Value& value) {
  return std::holds_alternative<T>(value);
}

Unexpected<Error> WrongConstant(const stores::Column& column) {
  return Fail(ErrorCode::kInvalid, "the constant is no value of column `" + column.name + "` of type `" + column.declared + "`");
}

Result<expr::Value> ConstantOfText(const std::string& text, const stores::Column& column) {
  switch (column.type) {
    case Type::kText:
    case Type::kUuid:
      return expr::Value(text);
    case Type::kBytes:
      return expr::Value(expr::Blob{text});
    case Type::kDate:
      if (auto day = time::ParseDay(text)) return expr::Value(*day);
      break;
    case Type::kInstant:
      if (auto instant = time::ParseInstant(text, time::Zone::Utc())) return expr::Value(*instant);
      break;
    case Type::kLocal:
      if (auto instant = time::ParseInstant(text, time::Zone::Utc())) return expr::Value(time::LocalTime{instant->us});
      break;
    case Type::kOther:
      return expr::Value(text);  // the database reads it
    default:
      break;
  }
  return WrongConstant(column);
}

Result<expr::Value> ConstantOfInteger(std::int64_t number, const stores::Column& column) {
  if (column.type == Type::kInt || column.type == Type::kOther) return expr::Value(number);
  if (column.type == Type::kReal) return expr::Value(static_cast<double>(number));
  if (column.type == Type::kText) return expr::Value(std::to_string(number));
  if (column.type == Type::kBool && (number == 0 || number == 1)) return expr::Value(number == 1);
  return WrongConstant(column);
}

}  // namespace

Result<expr::Codec> CodecOf(const Event& event, const stores::Column& column) {
  expr::Codec codec;
  codec.kind = event.kind;
  if (event.plausible_from) codec.plausible_from = *event.plausible_from;
  if (event.plausible_until) codec.plausible_until = *event.plausible_until;
  if (event.kind == CodecKind::kLocal) {
    LOFTE_ASSIGN(codec.zone, time::Zone::Named(event.zone));
  }
  if (column.type == expr::TypeOf(codec)) return codec;
  if (column.type != Type::kText || UsualFormat(event.kind) == TextFormat::kNone) return WrongType(event, column);
  LOFTE_ASSIGN(codec.format, FormatOf(event));
  return codec;
}

Result<expr::Value> ConstantOf(const Blank& blank, const stores::Column& column) {
  const expr::Value& constant = blank.constant;
  if (Holds<std::string>(constant)) return ConstantOfText(std::get<std::string>(constant), column);
  if (Holds<std::int64_t>(constant)) return ConstantOfInteger(std::get<std::int64_t>(constant), column);
  if (Holds<bool>(constant) && column.type == Type::kBool) return constant;
  if (Holds<double>(constant) && column.type == Type::kReal) return constant;
  return WrongConstant(column);
}

bool ComparesAsText(const stores::Column& column) {
  if (column.type != Type::kOther) return false;
  const std::string type = column.declared.substr(0, column.declared.find('['));
  for (const char* name : {"json", "xml", "point", "line", "lseg", "box", "path", "polygon", "circle"})
    if (type == name) return true;
  return false;
}

}  // namespace lofte::datamap

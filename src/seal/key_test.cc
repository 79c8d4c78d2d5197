#include "seal/key.h"

#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <set>

#include "base/file.h"

namespace lofte::seal {
namespace {

class KeyTest : public ::testing::Test {
 protected:
  KeyTest() : file_(testing::TempDir() + "sealing_key_" + std::to_string(getpid())) { unlink(file_.c_str()); }
  ~KeyTest() override { unlink(file_.c_str()); }

  Key NewKey() {
    unlink(file_.c_str());
    Key::Create(file_).value();
    return Key::Read(file_).value();
  }

  std::string file_;
};

TEST_F(KeyTest, OpensWhatItSealed) {
  const Key key = NewKey();
  for (const std::string& plain : {std::string(), std::string("a"), std::string("\0\xff\n", 3), std::string(100'000, 'x')}) {
    const std::string sealed = key.Seal(plain, "main.orders 7");
    EXPECT_EQ(sealed.size(), plain.size() + kSealBytes);
    EXPECT_EQ(key.Open(sealed, "main.orders 7").value(), plain);
  }
}

TEST_F(KeyTest, TheSameTextIsSealedDifferentlyEachTime) {
  const Key key = NewKey();
  std::set<std::string> sealed;
  for (int i = 0; i < 100; ++i) sealed.insert(key.Seal("the same", ""));
  EXPECT_EQ(sealed.size(), 100u);
  for (const std::string& of : sealed) EXPECT_EQ(of.find("the same"), std::string::npos);
}

TEST_F(KeyTest, AnyChangedByteIsNoticed) {
  const Key key = NewKey();
  const std::string sealed = key.Seal("a value", "row 1");
  for (std::size_t i = 0; i < sealed.size(); ++i) {
    std::string changed = sealed;
    changed[i] = static_cast<char>(changed[i] ^ 1);
    EXPECT_FALSE(key.Open(changed, "row 1")) << i;
  }
  EXPECT_FALSE(key.Open(sealed, "row 2"));
  EXPECT_FALSE(key.Open(sealed.substr(0, sealed.size() - 1), "row 1"));
  EXPECT_FALSE(key.Open("", "row 1"));
}

TEST_F(KeyTest, AnotherKeyOpensNothing) {
  const Key first = NewKey();
  const std::string sealed = first.Seal("a value", "");
  const Key second = NewKey();
  EXPECT_FALSE(second.Open(sealed, ""));
  EXPECT_NE(first.id(), second.id());
  EXPECT_NE(first.Digest("7"), second.Digest("7"));
}

TEST_F(KeyTest, IsTheSameWhenReadAgain) {
  const Key key = NewKey();
  const Key again = Key::Read(file_).value();
  EXPECT_EQ(again.id(), key.id());
  EXPECT_EQ(again.id().size(), 16u);
  EXPECT_EQ(again.Digest("7"), key.Digest("7"));
  EXPECT_NE(again.Digest("7"), key.Digest("8"));
  EXPECT_EQ(again.Open(key.Seal("a value", "x"), "x").value(), "a value");
  const std::string line = ReadFile(file_).value();
  EXPECT_EQ(line.find(key.id()), std::string::npos);
}

TEST_F(KeyTest, IsItsOwnersAlone) {
  NewKey();
  struct stat status {};
  ASSERT_EQ(stat(file_.c_str(), &status), 0);
  EXPECT_EQ(status.st_mode & 0777u, 0600u);
  ASSERT_EQ(chmod(file_.c_str(), 0640), 0);
  const Result<Key> read = Key::Read(file_);
  ASSERT_FALSE(read);
  EXPECT_EQ(read.error().code, ErrorCode::kRefused);
}

TEST_F(KeyTest, IsNeverWrittenOver) {
  const Key key = NewKey();
  const Status again = Key::Create(file_);
  ASSERT_FALSE(again);
  EXPECT_EQ(again.error().code, ErrorCode::kConflict);
  EXPECT_EQ(Key::Read(file_).value().id(), key.id());
}

TEST_F(KeyTest, WhatIsNoKeyIsRefused) {
  EXPECT_EQ(Key::Read(file_).error().code, ErrorCode::kNotFound);
  const std::string good = [&] {
    NewKey();
    return ReadFile(file_).value();
  }();
  for (const std::string& text :
       {std::string(), std::string("lofte-sealing-key-1:"), good.substr(0, good.size() - 3), "x" + good, good + "00",
        good.substr(0, 30) + "g" + good.substr(31), std::string(4096, 'x'), std::string(4097, 'x')}) {
    WriteFileAtomically(file_, text, FileAccess::kOwner).value();
    const Result<Key> read = Key::Read(file_);
    ASSERT_FALSE(read) << text.size();
    EXPECT_EQ(read.error().code, ErrorCode::kInvalid) << text.size();
    EXPECT_NE(read.error().message.find("is no key, which is one line that begins with `lofte-sealing-key-1:`: `lofte key new FILE` makes"),
              std::string::npos)
        << read.error().message;
  }
}

}  // namespace
}  // namespace lofte::seal

#include "base/file.h"

#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

namespace lofte::file_test {

namespace fs = std::filesystem;

// A folder of its own, removed afterwards.
class FileTest : public testing::Test {
 protected:
  FileTest() {
    std::string pattern = (fs::temp_directory_path() / "lofte-file-test-XXXXXX").string();
    folder_ = ::mkdtemp(pattern.data());
  }
  ~FileTest() override { fs::remove_all(folder_); }

  fs::path In(std::string_view name) const { return folder_ / name; }
  std::vector<std::string> Names() const {
    std::vector<std::string> names;
    for (const auto& entry : fs::directory_iterator(folder_)) names.push_back(entry.path().filename().string());
    return names;
  }
  static mode_t ModeOf(const fs::path& path) {
    struct stat about {};
    ::stat(path.c_str(), &about);
    return about.st_mode & 07777;
  }

  fs::path folder_;
};

TEST_F(FileTest, WhatIsWrittenIsRead) {
  const std::string bytes("a\0\xFF\n", 4);
  ASSERT_TRUE(WriteFileAtomically(In("plan"), bytes));
  EXPECT_EQ(ReadFile(In("plan")).value(), bytes);
  EXPECT_EQ(Names(), std::vector<std::string>{"plan"}) << "no temporary is left";
}

TEST_F(FileTest, WritingReplacesTheWholeFile) {
  ASSERT_TRUE(WriteFileAtomically(In("plan"), "a long text"));
  ASSERT_TRUE(WriteFileAtomically(In("plan"), "short"));
  EXPECT_EQ(ReadFile(In("plan")).value(), "short");
}

TEST_F(FileTest, EmptyFileIsRead) {
  ASSERT_TRUE(WriteFileAtomically(In("empty"), ""));
  EXPECT_EQ(ReadFile(In("empty")).value(), "");
}

TEST_F(FileTest, LimitIsReadAndOneMoreIsRefused) {
  ASSERT_TRUE(WriteFileAtomically(In("ten"), "0123456789"));
  EXPECT_EQ(ReadFile(In("ten"), 10).value().size(), 10u);
  EXPECT_EQ(ReadFile(In("ten"), 9).error().code, ErrorCode::kLimit);
  ASSERT_TRUE(WriteFileAtomically(In("large"), std::string(limits::kFileBytes, 'x')));
  EXPECT_EQ(ReadFile(In("large")).value().size(), limits::kFileBytes);
  ASSERT_TRUE(WriteFileAtomically(In("large"), std::string(limits::kFileBytes + 1, 'x')));
  EXPECT_EQ(ReadFile(In("large")).error().code, ErrorCode::kLimit);
}

TEST_F(FileTest, EndlessFileIsRefusedAtTheLimit) { EXPECT_EQ(ReadFile("/dev/zero", 1000).error().code, ErrorCode::kLimit); }

TEST_F(FileTest, MissingFileIsNotFound) {
  const Error error = ReadFile(In("nothing")).error();
  EXPECT_EQ(error.code, ErrorCode::kNotFound);
  EXPECT_EQ(error.message, "cannot read `" + In("nothing").string() + "`: no such file or directory");
}

TEST_F(FileTest, DirectoryIsNoFile) { EXPECT_EQ(ReadFile(folder_).error().code, ErrorCode::kInvalid); }

TEST_F(FileTest, MissingDirectoryIsNotFound) {
  EXPECT_EQ(WriteFileAtomically(In("no/such/plan"), "x").error().code, ErrorCode::kNotFound);
  EXPECT_TRUE(Names().empty());
}

TEST_F(FileTest, FailedReplacementChangesNothing) {
  fs::create_directory(In("folder"));
  std::ofstream(In("folder") / "inside") << "kept";
  const Status written = WriteFileAtomically(In("folder"), "x");
  ASSERT_FALSE(written);
  EXPECT_EQ(written.error().code, ErrorCode::kUnavailable);
  EXPECT_EQ(ReadFile(In("folder/inside")).value(), "kept");
  EXPECT_EQ(Names(), std::vector<std::string>{"folder"}) << "no temporary is left";
}

TEST_F(FileTest, AccessIsSetFromTheStart) {
  const mode_t before = ::umask(0022);
  ASSERT_TRUE(WriteFileAtomically(In("key"), "x", FileAccess::kOwner));
  ASSERT_TRUE(WriteFileAtomically(In("plan"), "x", FileAccess::kEveryone));
  ::umask(before);
  EXPECT_EQ(ModeOf(In("key")), 0600u);
  EXPECT_EQ(ModeOf(In("plan")), 0644u);
}

TEST_F(FileTest, SymbolicLinkIsReplacedAndNotFollowed) {
  ASSERT_TRUE(WriteFileAtomically(In("target"), "kept"));
  fs::create_symlink(In("target"), In("link"));
  ASSERT_TRUE(WriteFileAtomically(In("link"), "new"));
  EXPECT_EQ(ReadFile(In("target")).value(), "kept");
  EXPECT_EQ(ReadFile(In("link")).value(), "new");
  EXPECT_FALSE(fs::is_symlink(In("link")));
}

// Nobody may ever write into it.
TEST_F(FileTest, PipeIsRefusedAtOnce) {
  ASSERT_EQ(::mkfifo(In("pipe").c_str(), 0600), 0);
  const Result<std::string> read = ReadFile(In("pipe"));
  ASSERT_FALSE(read);
  EXPECT_EQ(read.error().code, ErrorCode::kInvalid);
  EXPECT_NE(read.error().message.find("is a pipe"), std::string::npos);
}

TEST_F(FileTest, NameWithoutADirectoryIsWrittenInTheCurrentOne) {
  const fs::path before = fs::current_path();
  fs::current_path(folder_);
  const Status written = WriteFileAtomically("plan", "x");
  fs::current_path(before);
  ASSERT_TRUE(written);
  EXPECT_EQ(ReadFile(In("plan")).value(), "x");
}

TEST_F(FileTest, ProductsReplaceNeitherSourcesNorWhatIsNoFile) {
  EXPECT_TRUE(CheckProduct(In("new.html")));
  ASSERT_TRUE(WriteFileAtomically(In("old.html"), "old"));
  EXPECT_TRUE(CheckProduct(In("old.html")));
  ASSERT_TRUE(WriteFileAtomically(In("policy.yaml"), "lofte: 1"));
  fs::create_symlink(In("old.html"), In("link.html"));
  ASSERT_EQ(::mkfifo(In("pipe").c_str(), 0600), 0);
  for (const fs::path& path : {In("policy.yaml"), In("link.html"), In("pipe"), folder_, fs::path("/dev/null")}) {
    const Status checked = CheckProduct(path);
    ASSERT_FALSE(checked) << path;
    EXPECT_EQ(checked.error().code, ErrorCode::kInvalid) << path;
  }
}

}  // namespace lofte::file_test

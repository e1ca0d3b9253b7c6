package io.fizzle.remedy; public interface Remedy {}
